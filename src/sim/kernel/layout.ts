import type { Choices } from './choices.ts';
import { PIN_BIAS } from './state.ts';

/** Where the counts of pages are, and their DAX entries. It does not change while a scenario runs. */
export interface Layout {
  /** The number of the page whose struct page counts for a page. */
  counts(page: number): number;
  /** What FOLL_PIN adds to the count of a page. */
  pinBias(page: number): number;
  /** For each page: the number of the page with which its DAX entry and the lock of it are. */
  readonly entry: readonly number[];
  /** For each page: the pages of the 2 MB entry that it lies in, ascending; null where its entry is its own. */
  readonly folio: readonly (readonly number[] | null)[];
  /** For each page: the number of its file. */
  readonly file: readonly number[];
}

/** What a {@link Layout} is made from. */
export interface Extent {
  readonly pages: number;
  /** The pages that lie in one entry of 2 MB, its head first; one such list for each entry. */
  readonly huge?: readonly (readonly number[])[] | undefined;
  /** For each page: the number of the page whose block it has. Its own, unless files share blocks (reflink). */
  readonly blocks?: readonly number[] | undefined;
  /** For each page: the number of its file. There is one file, number 0, unless this says otherwise. */
  readonly files?: readonly number[] | undefined;
}

/**
 * The layout that a design gives these pages. An entry of 2 MB is one entry. Its pages count each for itself up to
 * v6.14; since then they are a folio: its head counts, and a FOLL_PIN adds 1 there, and 1 to _pincount, which the
 * model does not keep (fs/dax.c: dax_folio_init; mm/gup.c: try_grab_folio).
 */
export function layoutOf({ pages, huge = [], blocks, files }: Extent, choices: Choices): Layout {
  const own = Array.from({ length: pages }, (_, page) => page);
  const block = own.map((page) => blocks?.[page] ?? page);
  const folio = own.map((page) => huge.find((pages) => pages.includes(page)) ?? null);
  const isCountedByFolio = (page: number) => folio[page] !== null && choices.countedBy === 'the folio';
  return {
    counts: (page) => (isCountedByFolio(page) ? (folio[page] as readonly number[])[0] : block[page]),
    pinBias: (page) => (isCountedByFolio(page) ? 1 : PIN_BIAS),
    entry: own.map((page) => folio[page]?.[0] ?? page),
    folio,
    file: own.map((page) => files?.[page] ?? 0),
  };
}
