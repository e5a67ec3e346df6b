import type { LifeCycle, Stage } from './life-cycle.ts';

/** What a count can stand for under a design. */
export interface Meaning {
  readonly count: number;
  /** The stages in which the count is this when nobody holds the page in passing. */
  readonly settled: readonly Stage[];
  /** The stages in which it is this only while somebody does. */
  readonly passing: readonly Stage[];
}

/** For each count that the page can have, what it can mean; in the order of counts. */
export function countMeans({ stages }: LifeCycle): Meaning[] {
  const counts = new Set(stages.flatMap(({ settled, passing }) => [...settled, ...passing]));
  return [...counts]
    .sort((a, b) => a - b)
    .map((count) => {
      const settled = stages.filter((stage) => stage.settled.includes(count));
      const passing = stages.filter((stage) => stage.passing.includes(count) && !settled.includes(stage));
      return { count, settled, passing };
    });
}
