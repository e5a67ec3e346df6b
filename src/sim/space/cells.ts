import { check, type Schedule } from '../checker/index.ts';
import type { Choice, Choices } from '../kernel/index.ts';
import type { DemandId } from '../properties.ts';
import { missing } from '../verdicts/verdicts.ts';
import { Asking } from './asking.ts';
import { isAsked, modelOn, type Subject } from './subject.ts';

/** A way in which a demand fails. */
export interface Failure {
  readonly demand: DemandId;
  /** A shortest way there. */
  readonly schedule: Schedule;
  /** What goes round for ever after it, where that is how it fails; else null. */
  readonly cycle: Schedule | null;
}

/** What one example comes to on the kernels that agree on what its search asked for. */
export interface Cell {
  /** What the search asked for. */
  readonly asked: readonly Choice[];
  readonly failures: readonly Failure[];
  /** The demands that hold, and have the situation that gives them meaning. */
  readonly holds: readonly DemandId[];
  /** The demands that hold, and say nothing: that situation is never met. */
  readonly silent: readonly DemandId[];
}

type Node = Cell | { readonly choice: Choice; readonly next: Map<unknown, Node> };

/**
 * Searches of one example on many kernels. What a search does next depends on what it was told so far, so its questions are a tree of decisions, and each
 * kernel comes to a leaf: one search is made for each leaf that somebody comes to.
 */
export class Cells {
  readonly subject: Subject;
  /** Searches that were made. */
  searches = 0;
  readonly #asking = new Asking();
  #root: Node | undefined;

  constructor(subject: Subject) {
    this.subject = subject;
  }

  /** What the example comes to on a kernel. Throws a ModelError if the model is not fit to be checked. */
  of(choices: Choices): Cell {
    let node = this.#root;
    while (node && 'next' in node) node = node.next.get(choices[node.choice]);
    return node ?? this.#keep(choices, this.#search(choices));
  }

  #search(choices: Choices): Cell {
    this.searches++;
    const { subject } = this;
    const asked = this.#asking.begin(choices);
    const watched = this.#asking.choices;
    if (!isAsked(subject, watched)) return { asked: [...asked], failures: [], holds: [], silent: [] };
    const { verdicts } = check(modelOn(subject, watched), { examination: 'none' });
    const { example } = subject;
    const of = (wanted: 'holds' | 'fails') =>
      example.demands.filter((id) => verdicts.some((one) => one.property === id && one.verdict === wanted));
    const isSilent = (id: DemandId) => missing(example, id, verdicts) !== null;
    return {
      asked: [...asked],
      failures: of('fails').map((demand) => {
        const { schedule, cycle } = verdicts.find(
          ({ property }) => property === demand,
        ) as (typeof verdicts)[number];
        return { demand, schedule: schedule as Schedule, cycle };
      }),
      holds: of('holds').filter((id) => !isSilent(id)),
      silent: of('holds').filter(isSilent),
    };
  }

  /** Throws if what was asked for is no tree: a model has looked elsewhere than at its choices. */
  #keep(choices: Choices, cell: Cell): Cell {
    const { asked } = cell;
    if (asked.length === 0) this.#root = cell;
    let at: Node | undefined = this.#root;
    let put = (node: Node) => {
      this.#root = node;
    };
    for (const choice of asked) {
      if (at === undefined) {
        at = { choice, next: new Map() };
        put(at);
      }
      if (!('next' in at) || at.choice !== choice)
        throw new Error(
          `example ${this.subject.example.id} asked for ${choice} where it asked for something else before`,
        );
      const { next } = at;
      const value = choices[choice];
      put = (node) => next.set(value, node);
      at = next.get(value);
    }
    put(cell);
    return cell;
  }
}
