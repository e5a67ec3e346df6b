/**
 * Makes figures live: each one when it comes near the viewport, or when a key or a link asks for it. Until
 * then the page has this file and nothing else of ours; the rest is loaded with the first figure.
 */
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) wake(target);
  },
  { rootMargin: '600px' },
);

async function wake(figure: Element): Promise<void> {
  near.unobserve(figure);
  const props = figure.nextElementSibling?.textContent;
  if (!props) return;
  const { start } = await import('./start.tsx');
  start(figure, JSON.parse(props));
}

for (const figure of document.querySelectorAll('[data-figure]')) near.observe(figure);
