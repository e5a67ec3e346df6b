import { loadActors } from './load.ts';

/**
 * Makes figures live: each one when it comes near the viewport, or when a key or a link asks for it. Until
 * then the page has this file and nothing else of ours; the rest is loaded with the first figure, and of the
 * examples only those that the page shows.
 */
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) wake(target);
  },
  { rootMargin: '600px' },
);

async function wake(figure: Element): Promise<void> {
  near.unobserve(figure);
  if (awake.has(figure)) return;
  awake.add(figure);
  const props = JSON.parse(figure.nextElementSibling?.textContent ?? 'null');
  if (!props) return;
  try {
    const { example } = props.data;
    const [{ start }, actors] = await Promise.all([import('./start.tsx'), loadActors(example.id)]);
    start(figure, { example: { ...example, actors }, ...props });
  } catch (error) {
    console.warn(error);
    const note = document.createElement('p');
    note.className = 'note';
    note.setAttribute('role', 'status');
    figure.after(note);
    note.textContent = 'This figure stays as printed: its code did not load. Reload the page.';
  }
}

const figures = [...document.querySelectorAll('[data-figure]')];
const awake = new Set<Element>();

/** A link to a row of a figure wakes it, wherever on the page it is: it brings the row into sight then. */
function asked(): void {
  for (const figure of figures) {
    const { example, own } = figure.querySelector('figure')?.dataset ?? {};
    // Mail programs escape slashes and commas.
    const hash = location.hash.replace(/%2f/gi, '/').replace(/%2c/gi, ',');
    if (hash.startsWith(`#${example}/`) || (own !== undefined && /^#([^/]*,|[0-9]|row-|fails\/)/.test(hash)))
      wake(figure);
  }
}

for (const figure of figures) near.observe(figure);
addEventListener('hashchange', asked);
asked();
