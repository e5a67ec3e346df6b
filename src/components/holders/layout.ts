import type { Holder, Holding } from '../../sim/holding/index.ts';

/**
 * Where everything stands in a drawing of one design. The same places in every design: so what is different under another
 * one is seen at once. Lengths are CSS pixels at the size at which letters are 13 px.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** From the top: who holds what lies higher in the page's count. */
  readonly slots: readonly Slot[];
  /** The count of an idle page, which truncate waits for: what is above it is somebody's. */
  readonly level: number;
  /** It has the room of one slot, whatever it counts. */
  readonly base: Span;
  readonly truncate: Span;
  readonly page: Span;
  /** Null where the drawing is about truncate alone. */
  readonly removal: Span | null;
}

/** A holder, and its part of the count. */
export interface Slot extends Span {
  readonly holder: Holder;
  readonly adds: number;
}

/** From where to where, downwards. */
export interface Span {
  readonly top: number;
  readonly bottom: number;
}

/** Holders and waiters stand on the left up to here, the page on the right from there; arrows are between. */
export const SIDE = { left: 142, right: 216 } as const;
export const WIDTH = 328;

const HEAD = 41;
const SLOT = 38;
const GAP = 8;
/** Of the truncate box, without the puts that wake it. */
const TRUNCATE = 44;
/** Of a line in it. */
export const LINE = 16;
const REMOVAL = 54;
/** Of what is said under the idle count. */
const BLOCK = 40;

/** Lays out one design; `shown` are the holders to draw, from the top. */
export function layout({ adds, puts }: Holding, shown: readonly Holder[], withRemoval: boolean): Drawing {
  const slots = shown.map((holder, i) => ({
    ...{ holder, adds: adds[holder], top: HEAD + i * SLOT, bottom: HEAD + (i + 1) * SLOT },
  }));
  const level = HEAD + slots.length * SLOT;
  const truncate = { top: level + GAP, bottom: level + GAP + TRUNCATE + puts.length * LINE };
  const base = { top: level, bottom: level + SLOT };
  const page = { top: 0, bottom: Math.max(truncate.bottom, base.bottom + BLOCK) };
  const removal = withRemoval ? { top: page.bottom + GAP, bottom: page.bottom + GAP + REMOVAL } : null;
  return {
    width: WIDTH,
    height: (removal ?? page).bottom,
    slots,
    level,
    ...{ base, truncate, page, removal },
  };
}

/**
 * What to draw of designs that stand side by side: all that can hold a page, or in small what tells them apart, and by which flag GUP takes the
 * page in the figure beside them, where `lit` has those whose share changes there.
 */
export function holdersShown(
  holdings: readonly Holding[],
  isSmall: boolean,
  lit: Readonly<Partial<Record<Holder, unknown>>> = {},
): Holder[] {
  const isDrawn: Readonly<Record<Holder, boolean>> = {
    pin: !lit.get || Boolean(lit.pin),
    get: Boolean(lit.get),
    pte: true,
    entry: holdings.some(({ adds }) => adds.entry > 0),
  };
  const all: readonly Holder[] = ['pin', 'get', 'pte', 'entry'];
  return all.filter((holder) => !isSmall || isDrawn[holder]);
}
