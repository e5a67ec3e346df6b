import type { Choices } from './choices.ts';
import { PIN_BIAS, type Scale } from './state.ts';

/** Where the counts of pages are, and their DAX entries. It does not change while a scenario runs. */
export interface Layout {
  /** For each page: the number of the page whose struct page counts for it. */
  readonly counts: readonly number[];
  /** For each page: the number of the page with which its DAX entry and the lock of it are. */
  readonly entry: readonly number[];
  /** What FOLL_PIN adds to a count. */
  readonly pinBias: number;
}

/** What a {@link Layout} is made from. */
export interface Extent extends Pick<Scale, 'pages' | 'huge'> {
  /** For each page: the number of the page whose block it has. Its own, unless files share blocks (reflink). */
  readonly blocks?: readonly number[];
}

/**
 * The layout that a design gives these pages. An entry of 2 MB is one entry. Its pages count each for itself up to
 * v6.14; since then they are a folio: its head counts, and a FOLL_PIN adds 1 there, and 1 to _pincount, which the
 * model does not keep (fs/dax.c: dax_folio_init; mm/gup.c: try_grab_folio).
 */
export function layoutOf({ pages, huge = false, blocks }: Extent, { countedBy }: Choices): Layout {
  const own = Array.from({ length: pages }, (_, page) => page);
  const first = own.map(() => 0);
  const isFolio = huge && countedBy === 'the folio';
  return {
    counts: isFolio ? first : (blocks ?? own),
    entry: huge ? first : own,
    pinBias: isFolio ? 1 : PIN_BIAS,
  };
}
