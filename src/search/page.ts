/**
 * The search on /search/: a field, and what is found as a list. Pagefind does the searching; it is loaded with the
 * first word. Without JavaScript none of this is there, and the page is an index.
 */

/** The part of Pagefind's own module that we use. */
interface Pagefind {
  options(options: {
    baseUrl: string;
    noWorker: boolean;
    excerptLength: number;
    ranking: { pageLength: number };
  }): Promise<void>;
  search(words: string): Promise<{ results: { data(): Promise<Found> }[] }>;
}

/** A page that was found. Excerpts are HTML: escaped text with <mark>. */
interface Found {
  url: string;
  meta: { title: string; label?: string };
  /** The page's sections that have the words; the part above its first heading has the page's own address. */
  sub_results: { title: string; url: string; excerpt: string; locations: number[] }[];
}

/** Pages shown at a time, and sections of each. */
const PAGES = 10;
const SECTIONS = 3;

const root = document.querySelector<HTMLElement>('[data-search]') as HTMLElement;
const base = root.dataset.search as string;
root.innerHTML = `
  <form role="search">
    <label for="q">Words, or a kernel function</label>
    <input id="q" name="q" type="search" autocomplete="off" autocapitalize="none" spellcheck="false">
    <button>Search</button>
  </form>
  <p class="small keys">Keys: <kbd>/</kbd> to the field, <kbd>↓</kbd> <kbd>↑</kbd> through what is found.</p>
  <p role="status"></p>
  <ol class="results"></ol>
  <button type="button" hidden>Show more</button>`;
const [form, said, list, more] = ['form', '[role=status]', 'ol', '[type=button]'].map((selector) =>
  root.querySelector(selector),
) as [HTMLFormElement, HTMLElement, HTMLElement, HTMLButtonElement];
const field = form.elements.namedItem('q') as HTMLInputElement;

let loaded: Promise<Pagefind> | undefined;
async function load(): Promise<Pagefind> {
  const pagefind: Pagefind = await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`);
  // On the page itself, where a slow network means waiting. A worker is given up after some seconds.
  await pagefind.options({
    baseUrl: base,
    noWorker: true,
    excerptLength: 18,
    ranking: { pageLength: 0.1 }, // a chapter is not a worse answer for being long
  });
  return pagefind;
}

let asked = 0;
/** Searches for what is in the field. */
async function search(): Promise<void> {
  const words = field.value.trim();
  const mine = ++asked;
  more.hidden = true;
  if (!words) {
    list.replaceChildren();
    said.textContent = '';
    return;
  }
  if (!loaded) said.textContent = 'Loading the index…';
  try {
    loaded ??= load();
    const { results } = await (await loaded).search(words);
    const shown = await Promise.all(results.slice(0, PAGES).map((result) => result.data()));
    if (mine !== asked) return;
    said.textContent =
      results.length === 0
        ? `Nothing has “${words}”.`
        : `${results.length} ${results.length === 1 ? 'page has' : 'pages have'} “${words}”.`;
    list.replaceChildren(...shown.map(item));
    more.hidden = results.length <= PAGES;
    more.onclick = async () => {
      more.hidden = true;
      const rest = await Promise.all(results.slice(PAGES).map((result) => result.data()));
      list.append(...rest.map(item));
      links()[PAGES]?.focus();
    };
  } catch (error) {
    if (mine !== asked) return;
    loaded = undefined;
    list.replaceChildren();
    said.textContent = 'The search index could not be loaded. What stands below needs none.';
    console.warn(error);
  }
}

/** A page that was found, with its best sections in their order. */
function item({ url, meta, sub_results }: Found): HTMLLIElement {
  const li = document.createElement('li');
  const label = document.createElement('span');
  label.className = 'small';
  label.textContent = meta.label ?? '';
  li.append(link(url, meta.title), ' ', label);
  const best = [...sub_results].sort((a, b) => b.locations.length - a.locations.length).slice(0, SECTIONS);
  for (const section of sub_results.filter((result) => best.includes(result))) {
    const p = document.createElement('p');
    // A section's text starts with its title.
    p.innerHTML = section.excerpt.replace(`${section.title}. `, '');
    if (section.url !== url) p.prepend(link(section.url, section.title), ': ');
    li.append(p);
  }
  return li;
}

function link(href: string, text: string): HTMLAnchorElement {
  const a = document.createElement('a');
  a.href = href;
  a.textContent = text;
  return a;
}

/** The titles of the pages found. */
const links = () => [...list.querySelectorAll<HTMLAnchorElement>('li > a')];

/** The reader has written something: the address says it, so that it can be linked. */
function ask(): void {
  const words = field.value.trim();
  history.replaceState(null, '', words ? `?q=${encodeURIComponent(words)}` : location.pathname);
  search();
}

let pause: ReturnType<typeof setTimeout>;
field.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(ask, 200);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(pause);
  ask();
});

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && document.activeElement !== field) {
    event.preventDefault();
    field.select();
  }
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [field, ...links()];
  const at = stops.indexOf(document.activeElement as HTMLInputElement);
  const next = at < 0 ? undefined : stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

function follow(): void {
  field.value = new URLSearchParams(location.search).get('q') ?? '';
  search();
}
addEventListener('popstate', follow);
follow();

export {}; // a module: its names are its own
