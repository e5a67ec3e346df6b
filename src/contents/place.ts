/** A page that has its place in a series: a chapter, an example. */
export interface Entry {
  /** As readers count: "3", "A" for an appendix, "F1" for a finding. */
  readonly number: string;
  /** What stands above its title: "Chapter 3 of 15". */
  readonly label: string;
  readonly title: string;
  /** In one or two sentences. */
  readonly summary: string;
  /** Inside the site, without a leading slash. */
  readonly address: string;
  /** Of the plain-text twin. */
  readonly text: string;
}

/** Pages of one kind, in the order in which they are read. */
export interface Series {
  readonly name: string;
  /** The page, or the part of one, that lists them. */
  readonly address: string;
  readonly entries: readonly Entry[];
}

export interface Place {
  readonly series: Series;
  readonly entry: Entry;
  readonly previous: Entry | undefined;
  readonly next: Entry | undefined;
}

/** Where the page at `address` stands; undefined if it is in no series. */
export function placeOf(address: string, among: readonly Series[]): Place | undefined {
  for (const series of among) {
    const at = series.entries.findIndex((entry) => entry.address === address);
    if (at >= 0) {
      const { entries } = series;
      return { series, entry: entries[at], previous: entries[at - 1], next: entries[at + 1] };
    }
  }
  return undefined;
}

/** What decides where a chapter stands. */
export interface Order {
  readonly order: number;
  /** Appendices follow the chapters, and are lettered. */
  readonly appendix: boolean;
  /** Findings follow the appendices, and are counted by themselves. */
  readonly finding: boolean;
}

/**
 * Chapters in reading order, with their numbers. Numbers are counted, so a chapter can be put between two others
 * without touching those after it. Throws if two claim the same place: their order would be chance.
 */
export function numbered<T extends Order>(
  chapters: readonly T[],
): { chapter: T; number: string; label: string }[] {
  const sorted = [...chapters].sort((a, b) => rank(a) - rank(b));
  const clash = sorted.find((chapter, i) => i > 0 && rank(chapter) === rank(sorted[i - 1]));
  if (clash) throw new Error(`two chapters have order ${clash.order}`);
  const count = (kind: Kind) => sorted.filter((chapter) => kindOf(chapter) === kind).length;
  return sorted.map((chapter, i) => {
    const at = sorted.slice(0, i).filter((other) => kindOf(other) === kindOf(chapter)).length;
    const kind = kindOf(chapter);
    if (kind === 'chapter')
      return { chapter, number: `${at + 1}`, label: `Chapter ${at + 1} of ${count(kind)}` };
    if (kind === 'finding')
      return { chapter, number: `F${at + 1}`, label: `Finding ${at + 1} of ${count(kind)}` };
    const letter = String.fromCharCode('A'.charCodeAt(0) + at);
    return { chapter, number: letter, label: `Appendix ${letter}` };
  });
}

/** In the order in which they stand. */
const kinds = ['chapter', 'appendix', 'finding'] as const;
type Kind = (typeof kinds)[number];

const kindOf = ({ appendix, finding }: Order): Kind =>
  finding ? 'finding' : appendix ? 'appendix' : 'chapter';

const rank = (chapter: Order): number => kinds.indexOf(kindOf(chapter)) * 1e6 + chapter.order;
