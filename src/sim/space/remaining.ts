import { type Choice, choiceValues } from '../kernel/index.ts';
import type { DemandId } from '../properties.ts';
import { Diagrams, type Kernels, type Values } from './diagram.ts';
import type { Knowledge, Outcome } from './knowledge.ts';
import { type Point, placeOfChoice, type Region } from './region.ts';
import { type Clause, rules } from './rules.ts';
import type { Failing } from './widen.ts';

/**
 * The order in which choices are made in a diagram. What rules compare comes first; then what a removal asks for, which is soon decided; what every put asks for comes
 * last: of failures that have nothing to do with it a diagram needs no nodes there.
 */
const order: readonly number[] = (
  [
    'mapping',
    'idle',
    'unbindWaitsFor',
    'unbindUnmaps',
    'unbindRemovesEntries',
    'unbindTells',
    'entryHolds',
    'evictionWaits',
    'blocksGo',
    'busy',
    'sleeperWaitsFor',
    'faultKeepsReference',
    'gupHoldsPgmap',
    'gupRechecks',
    'scanWithoutVma',
    'lockedEntries',
    'entriesGo',
    'countedBy',
    'afterWakeUp',
    'lockAsleep',
    'entryAsleep',
    'wakesByItself',
    'putPageWakesAt',
    'gupPutWakesAt',
    'folioPutWakesAt',
    'mappingNeedsPgmap',
    'faultsMeanwhile',
    'faultWakes',
    'scans',
    'flushInterrupts',
  ] satisfies Choice[]
).map(placeOfChoice);

/**
 * All kernels that no rule leaves out, and of which it is not known that they fail. Failures take others out with them, so those that are not left fail; those that are
 * may do so too.
 */
export class Remaining {
  readonly diagrams = new Diagrams(order);
  /** Left out by a rule. */
  readonly leftOut: bigint;
  readonly #knowledge: Knowledge;
  readonly #wanted: ReadonlySet<DemandId>;
  readonly #proof: Failing[] = [];
  #left: Kernels;

  /** All kernels; or, for each choice, those that make it in one of these ways. */
  constructor(knowledge: Knowledge, wanted: Iterable<DemandId>, values?: Values) {
    this.#knowledge = knowledge;
    this.#wanted = new Set(wanted);
    const { diagrams } = this;
    const all = values ? diagrams.within(values) : diagrams.all;
    this.#left = rules
      .flatMap(({ leavesOut }) => leavesOut)
      .flatMap((clause) => [...regionsOf(clause)])
      .reduce((left, region) => diagrams.minus(left, diagrams.region(region)), all);
    this.leftOut = diagrams.count(all) - diagrams.count(this.#left);
  }

  get left(): Kernels {
    return this.#left;
  }

  /** The failures that took others out. */
  get proof(): readonly Failing[] {
    return this.#proof;
  }

  /** Takes those out that fail as one does. */
  takeOut(by: Failing): void {
    const left = this.diagrams.minus(this.#left, this.diagrams.region(by));
    if (left === this.#left) return;
    this.#left = left;
    this.#proof.push(by);
  }

  /** What one that is left comes to. If it fails, it is taken out. */
  ask(point: Point): Outcome {
    const outcome = this.#knowledge.ask(point, this.#wanted);
    if (outcome.kind === 'fails') this.takeOut(outcome.by);
    return outcome;
  }

  /** One on which nothing fails, the values that come first liked best; null if there is none. */
  holding(liked: Values): Point | null {
    for (;;) {
      const point = this.diagrams.some(this.#left, liked);
      if (point === null || this.ask(point).kind === 'holds') return point;
    }
  }
}

/** The regions of which a clause consists. */
function* regionsOf(clause: Clause): Generator<Region> {
  const choices = Object.keys(clause) as Choice[];
  const places = choices.map(placeOfChoice);
  const numbers = choices.map((choice) =>
    (clause[choice] as readonly unknown[]).map((value) =>
      (choiceValues[choice] as readonly unknown[]).indexOf(value),
    ),
  );
  function* ways(from: number): Generator<number[]> {
    if (from === numbers.length) return yield [];
    for (const value of numbers[from]) for (const rest of ways(from + 1)) yield [value, ...rest];
  }
  for (const values of ways(0)) yield { places, values };
}
