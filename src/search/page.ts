/**
 * The search on /search/: a field, and what is found as a list. Pagefind does the searching; it is loaded with the
 * first word. Without JavaScript none of this is there, and the page is an index.
 */

import { ask, type Found, LONGEST_SEARCH, type Pagefind } from './ask.ts';

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
  if (!words || words.length > LONGEST_SEARCH) {
    list.replaceChildren();
    said.textContent =
      words && `A search has up to ${LONGEST_SEARCH} characters, and this has ${words.length}.`;
    return;
  }
  if (!loaded) said.textContent = 'Loading the index…';
  try {
    loaded ??= load();
    const { shown, others, missing } = await ask(await loaded, words, PAGES);
    if (mine !== asked) return;
    const count = shown.length + others.length;
    said.textContent =
      missing === null
        ? `${count} ${count === 1 ? 'page' : 'pages'} found for “${words}”.`
        : `Nothing found for “${missing}”.`;
    list.replaceChildren(...shown.map(item));
    more.hidden = others.length === 0;
    more.onclick = async () => {
      more.hidden = true;
      const rest = await Promise.all(others.map((result) => result.data()));
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

let later: ReturnType<typeof setTimeout>;
/** Puts an address into the address line; where the browser says that it is too often, a little later. */
function putIntoAddress(address: string): void {
  clearTimeout(later);
  try {
    history.replaceState(null, '', address);
  } catch {
    later = setTimeout(putIntoAddress, 1000, address);
  }
}

/** The reader has written something: the address says it, so that it can be linked. */
function follow(): void {
  const words = field.value.trim();
  const isSearch = words && words.length <= LONGEST_SEARCH;
  putIntoAddress(isSearch ? `?q=${encodeURIComponent(words)}` : location.pathname);
  search();
}

let pause: ReturnType<typeof setTimeout>;
field.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(follow, 200);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(pause);
  follow();
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

/** Searches for what the address says. */
function arrive(): void {
  clearTimeout(later);
  field.value = new URLSearchParams(location.search).get('q') ?? '';
  search();
}
addEventListener('popstate', arrive);
arrive();
