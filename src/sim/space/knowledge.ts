import type { Choice } from '../kernel/index.ts';
import { type DemandId, demands } from '../properties.ts';
import { type Cell, Cells } from './cells.ts';
import { choicesAt, isIn, type Point } from './region.ts';
import { type Subject, subjects } from './subject.ts';
import { type Failing, widened } from './widen.ts';

/** Every demand that some of these make of a kernel, in the order in which they are declared. */
export const askedBy = (among: readonly Subject[]): readonly DemandId[] =>
  (Object.keys(demands) as DemandId[]).filter((id) =>
    among.some(({ example }) => example.demands.includes(id)),
  );

/** Every demand that some example of the site makes. */
export const asked: readonly DemandId[] = askedBy(subjects);

/** Where a kernel stands, over all examples. */
export interface Standing {
  /** The demands that fail in some example. */
  readonly fails: readonly DemandId[];
  /** Those that hold, and have their meaning in no example. */
  readonly silent: readonly DemandId[];
}

/** What a kernel comes to, as far as was asked. */
export type Outcome =
  | { readonly kind: 'fails'; readonly by: Failing }
  | {
      readonly kind: 'holds';
      /** The demands that hold, and say so in no example: the situation that would give them meaning is never met. */
      readonly silent: readonly DemandId[];
    };

/**
 * What is known of kernels: searches of every example, shared by all whom they could not tell apart, and each failure
 * that was met, with all kernels that are known to have it.
 */
export class Knowledge {
  readonly failing: Failing[];
  /** All that is asked. */
  readonly asked: readonly DemandId[];
  readonly #cells: readonly Cells[];

  /** With failures that are known already, of whatever examples. */
  constructor(among: readonly Subject[] = subjects, failing: readonly Failing[] = []) {
    this.asked = askedBy(among);
    this.failing = [...failing];
    this.#cells = among.map((subject) => new Cells(subject));
  }

  /** Searches that were made. */
  get searches(): number {
    return this.#cells.reduce((all, { searches }) => all + searches, 0);
  }

  /** What a kernel is known to fail by, of these demands, without a search; undefined if nothing is known. */
  failure(point: Point, wanted: ReadonlySet<DemandId>): Failing | undefined {
    return this.failing.find((one) => wanted.has(one.demand) && isIn(one, point));
  }

  /** Whether these demands hold on a kernel, in all examples that make them. Searches no further than to the first that fails. */
  ask(point: Point, wanted: ReadonlySet<DemandId>): Outcome {
    const known = this.failure(point, wanted);
    if (known) return { kind: 'fails', by: known };
    const choices = choicesAt(point);
    const holds = new Set<DemandId>();
    for (const cells of this.#cells) {
      if (!cells.subject.example.demands.some((id) => wanted.has(id))) continue;
      const cell = cells.of(choices);
      const failure = cell.failures.find(({ demand }) => wanted.has(demand));
      if (failure) {
        const by = widened(cells.subject, point, failure);
        this.failing.push(by);
        return { kind: 'fails', by };
      }
      for (const id of cell.holds) holds.add(id);
    }
    return { kind: 'holds', silent: [...wanted].filter((id) => !holds.has(id)) };
  }

  /** The choices that were asked for by the examples that make one of these demands: kernels that agree on them have as little to say of it. */
  silencing(point: Point, [demand]: readonly DemandId[]): ReadonlySet<Choice> {
    const choices = choicesAt(point);
    return new Set(
      this.#cells
        .filter(({ subject }) => subject.example.demands.includes(demand))
        .flatMap((cells) => cells.of(choices).asked),
    );
  }

  /** What each example comes to on a kernel. */
  cells(point: Point): readonly { readonly example: string; readonly cell: Cell }[] {
    const choices = choicesAt(point);
    return this.#cells.map((cells) => ({ example: cells.subject.example.id, cell: cells.of(choices) }));
  }

  /** What fails on a kernel in some example, and what holds and says so in none. */
  standing(point: Point): Standing {
    const cells = this.cells(point).map(({ cell }) => cell);
    const fails = this.asked.filter((id) =>
      cells.some((cell) => cell.failures.some(({ demand }) => demand === id)),
    );
    const silent = this.asked.filter(
      (id) => !fails.includes(id) && !cells.some(({ holds }) => holds.includes(id)),
    );
    return { fails, silent };
  }
}
