import { ModelError } from '../../sim/checker/index.ts';
import type { Design } from '../../sim/designs/index.ts';
import type { Choice, Tree } from '../../sim/kernel/index.ts';
import type { Scenario } from '../../sim/scenario/index.ts';

/**
 * What a figure is given when the page is built, over and above what it can compute in the browser: verdicts,
 * and which choices matter, which take a search; and of the designs, the kernel's functions and the
 * facts those that the example has to do with. What is left to load is code: what the tasks run.
 */
export interface FigureData {
  readonly example: Omit<Scenario, 'actors'>;
  /** The row that is lit at first: the one in which the told pair of designs parts. */
  readonly row: number;
  /** In the example's order. */
  readonly designs: readonly DesignData[];
  /**
   * What the designs are made of, each code once, as far as the example's tasks come: the first whole, of the others
   * what is not the same in the first.
   */
  readonly trees: readonly Partial<Tree>[];
  /** The choices that the example comes to, under whichever of its designs: no other matters in it. */
  readonly asked: readonly Choice[];
  /** For each tree, fact id to where it can be read, in releases of its designs as far as it was: of all but the first, what is elsewhere. */
  readonly places: readonly Places[];
  /** Of the model's source: a link made on another model says so. */
  readonly fingerprint: string;
}

export interface DesignData extends Omit<Design, 'tree'> {
  /** Which of the trees. */
  readonly tree: number;
  readonly verdicts: readonly VerdictData[];
}

/** A design as a figure has it: what can be replayed, and what is said of it. */
export type FigureDesign = Design & Omit<DesignData, 'tree'>;

/** The design called `id`. Throws a {@link ModelError} if the example is not checked under it. */
export function designOf({ example, designs, trees }: FigureData, id: string): FigureDesign {
  const found = designs.find((design) => design.id === id);
  if (!found) throw new ModelError(`example ${example.id} is not checked under ${id}`);
  return { ...found, tree: { ...trees[0], ...trees[found.tree] } as Tree };
}

export interface VerdictData {
  readonly property: string;
  readonly title: string;
  /** `empty`: it holds, and says nothing, for the situation that gives it meaning is never met. */
  readonly verdict: 'holds' | 'fails' | 'undecided' | 'empty';
  /** "holds in all 1,948 states". */
  readonly words: string;
  /** The shortest schedule that fails, in words; null if there is none. */
  readonly schedule: string | null;
}

/** Fact id to where it can be read. */
export type Places = Readonly<Record<string, Place>>;

export interface Place {
  readonly url: string;
  /** "mm/gup.c:197, v6.1.176". */
  readonly where: string;
}
