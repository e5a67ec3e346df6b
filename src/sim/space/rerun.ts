import { Execution, Machine, type Model } from '../checker/index.ts';
import type { Choice, Choices, Note, State } from '../kernel/index.ts';
import { Asking } from './asking.ts';
import type { Failure } from './cells.ts';
import { isAsked, modelOn, type Subject } from './subject.ts';

/** What a run was on another kernel. */
export interface Ran {
  /** What was asked for, in that order: on every kernel that agrees on it, the run is the same. */
  readonly asked: readonly Choice[];
  /** Whether it fails there too. */
  readonly fails: boolean;
}

/** A step of a run: who moved, and what that was called. */
interface Step {
  readonly task: number;
  readonly name: string;
}

/** Steps that a task may take on another kernel before it comes to the one that is wanted. */
const STEPS_BETWEEN = 6;
/** Steps after a run in which everybody comes to an end or to a halt. */
const STEPS_AFTER = 100;
/** Ways round a cycle before it comes back to where it was. */
const ROUNDS = 3;

/**
 * A run that fails on one kernel, to be tried on others, one step after the other and not as a search. Another kernel may have steps more, or lack
 * some: a task that comes to another step than in the run takes it, and one that the run has and the task does not is left out. What comes of that
 * is a run of the other kernel, whatever it is; so what it shows is so.
 */
export class Rerun {
  readonly #subject: Subject;
  readonly #failure: Failure;
  readonly #asking = new Asking();
  readonly #steps: readonly Step[];
  readonly #round: readonly Step[];

  /** Throws a ModelError if the failure is none of that kernel's. */
  constructor(subject: Subject, choices: Choices, failure: Failure) {
    this.#subject = subject;
    this.#failure = failure;
    const model = modelOn(subject, choices);
    const walk = new Walk(model, 'quick');
    const told = (tasks: readonly string[]): Step[] =>
      tasks.map((name) => {
        const task = model.tasks.findIndex((one) => one.name === name);
        const step = { task, name: walk.next(task) as string };
        walk.canMove(task);
        walk.move(task);
        return step;
      });
    this.#steps = told(failure.schedule);
    this.#round = told(failure.cycle ?? []);
  }

  /** Tries it on a kernel. */
  on(choices: Choices): Ran {
    const asked = this.#asking.begin(choices);
    if (!isAsked(this.#subject, this.#asking.choices)) return { asked: [...asked], fails: false };
    const model = modelOn(this.#subject, this.#asking.choices);
    const walk = new Walk(model, this.#failure.cycle ? 'exact' : 'quick');
    const property = model.properties.find(({ id }) => id === this.#failure.demand);
    if (!property || property.kind === 'sometimes')
      throw new Error(`${this.#failure.demand} is not asked here`);
    const isBad = () => property.bad(walk.state, (task) => walk.hasEnded(task));
    follow(walk, this.#steps);
    const fails =
      property.kind === 'never'
        ? isBad()
        : this.#failure.cycle
          ? this.#goesRound(walk, isBad)
          : goesOn(walk) && isBad();
    return { asked: [...asked], fails };
  }

  /** Whether it goes round from here, comes back to where it was, is bad all the way, and leaves nobody out who could move all the time. */
  #goesRound(walk: Walk, isBad: () => boolean): boolean {
    for (let round = 0; round < ROUNDS; round++) {
      const before = walk.at();
      const rests = new Set<number>();
      let isBadAllTheWay = true;
      const moves = follow(walk, this.#round, () => {
        isBadAllTheWay &&= isBad();
        for (let task = 0; task < walk.tasks; task++) if (!walk.canMove(task)) rests.add(task);
      });
      if (walk.at() !== before) continue;
      return (
        moves.size > 0 &&
        isBadAllTheWay &&
        [...Array(walk.tasks).keys()].every((task) => moves.has(task) || rests.has(task))
      );
    }
    return false;
  }
}

/** A model on its way: by running its programs straight on, or, where it matters if a place is the same, by its automata. */
class Walk {
  readonly state: Readonly<State>;
  readonly tasks: number;
  readonly #names: readonly string[];
  readonly #executions: readonly Execution<State, Note, unknown>[];
  readonly #machine: Machine<State, Note> | null;
  readonly #writable: State;

  constructor(model: Model<State, Note>, how: 'quick' | 'exact') {
    this.tasks = model.tasks.length;
    this.#names = model.tasks.map(({ name }) => name);
    this.#machine = how === 'exact' ? new Machine(model) : null;
    this.#writable = viewFor(model);
    model.initial(this.#writable);
    this.state = this.#machine?.shared ?? this.#writable;
    this.#executions = this.#machine ? [] : model.tasks.map(({ program }) => new Execution(program()));
  }

  /** What a task does next; null when it has ended. */
  next(task: number): string | null {
    const operation = this.#machine ? this.#machine.operation(task) : this.#executions[task].next;
    return operation?.name ?? null;
  }

  canMove(task: number): boolean {
    return this.#machine ? this.#machine.enabled(task) : this.#executions[task].canMove(this.state);
  }

  /** Moves a task that can. */
  move(task: number): void {
    if (this.#machine) this.#machine.move(task);
    else this.#executions[task].move(this.#writable);
  }

  hasEnded(task: string): boolean {
    return this.next(this.#names.indexOf(task)) === null;
  }

  /** Where everybody is, as one word. To be asked where it is exact. */
  at(): string {
    return (this.#machine as Machine<State, Note>).state.join();
  }
}

const views = new WeakMap<object, { readonly words: Uint32Array; readonly view: State }>();

/** A view of a record at its low end. There is one for all models of that record: one walk at a time. */
function viewFor({ record }: Model<State, Note>): State {
  let known = views.get(record);
  if (!known) {
    const words = new Uint32Array(record.words);
    known = { words, view: record.view(words) };
    views.set(record, known);
  }
  known.words.fill(0);
  return known.view;
}

/** Takes these steps, as far as they are there; `each` is called before each and after the last. Returns who has moved. */
function follow(walk: Walk, steps: readonly Step[], each: () => void = () => {}): Set<number> {
  const moved = new Set<number>();
  const move = (task: number) => {
    each();
    walk.move(task);
    moved.add(task);
  };
  for (const [i, { task, name }] of steps.entries()) {
    const isToCome = (other: string) =>
      steps.some((step, j) => j > i && step.task === task && step.name === other);
    for (let between = 0; between <= STEPS_BETWEEN; between++) {
      const next = walk.next(task);
      if (next === null || !walk.canMove(task)) break;
      if (next !== name && isToCome(next)) break;
      move(task);
      if (next === name) break;
    }
  }
  each();
  return moved;
}

/** Lets everybody go on until nobody can. False if that takes too long. */
function goesOn(walk: Walk): boolean {
  for (let steps = 0; steps < STEPS_AFTER; steps++) {
    let task = 0;
    while (task < walk.tasks && !walk.canMove(task)) task++;
    if (task === walk.tasks) return true;
    walk.move(task);
  }
  return false;
}
