import type { FactId } from '../../facts/facts.ts';
import { type Model, Replay, type ReplayStep } from '../checker/index.ts';
import type { Design } from '../designs/index.ts';
import {
  type Choice,
  type Delta,
  describe,
  isIdle,
  type Landmark,
  type Note,
  Reads,
  type Scale,
  type State,
} from '../kernel/index.ts';
import { type Scenario, systemOf } from '../scenario/index.ts';
import { type Holders, holdersAfter, holdersAtFirst, holdersWords } from './holders.ts';

/** One operation as readers see it: what ran, what it changed, whom it woke or should have woken. */
export interface Moved {
  readonly kind: 'moved';
  readonly task: string;
  readonly at: Landmark;
  /** The kernel function. */
  readonly fn: string;
  readonly fact: FactId;
  /** The choices of the design that decided what it did. */
  readonly choices: readonly Choice[];
  readonly deltas: readonly Delta[];
  /** Who holds a page since, of each that changed hands: "= idle 1 + io 1024", "refcount[1] = nobody" where there are several pages. */
  readonly held: readonly string[];
  /** What it read, in words; may be empty. */
  readonly says: string;
  /** Tasks that it woke. */
  readonly woke: readonly string[];
  /** A task whose condition this step made true, and that nothing will wake for it. */
  readonly missed: string | null;
  readonly after: Picture;
}

/** A task that was to move and cannot. */
export interface Blocked {
  readonly kind: 'blocked';
  readonly task: string;
  /** What it waits to do; null where it has finished. */
  readonly at: Landmark | null;
  /** Completes "trunc cannot move: …". */
  readonly why: string;
  /** The choices that decide what it waits for. */
  readonly choices: readonly Choice[];
  readonly after: Picture;
}

/** A wake-up that the other design has in this row, and that this one owes to a sleeper. */
export interface Absent {
  readonly kind: 'absent';
  readonly task: string;
  /** Who is not woken. */
  readonly sleeper: string;
  readonly after: Picture;
}

/** What a reader wants to see of a state beside each row. */
export interface Picture {
  /** Per page. */
  readonly refcount: readonly number[];
  readonly mapcount: readonly number[];
  readonly holders: Holders;
  /** Tasks that sleep on a page. */
  readonly asleep: readonly string[];
  /** Tasks that have ended. */
  readonly ended: readonly string[];
}

/** How a trace has ended: nothing can move and somebody has not finished, everybody has, or it goes on. */
export type Ending = { readonly kind: 'stuck' | 'finished' | 'open'; readonly words: string };

/** A design's side of a figure: a replay that speaks in rows. */
export class Side {
  readonly design: Design;
  readonly #replay: Replay<State, Note>;
  readonly #file: Pick<Scale, 'pages' | 'processes'>;
  #holders: Holders;
  /** Their names, in the scenario's order. */
  readonly tasks: readonly string[];

  constructor(example: Scenario, design: Design) {
    this.design = design;
    const model: Model<State, Note> = systemOf(example, {
      ...design,
      choices: new Reads(design.choices).choices,
    });
    this.#replay = new Replay(model);
    this.#file = example;
    this.#holders = holdersAtFirst(example.pages, design.choices.idle);
    this.tasks = example.actors.map(({ name }) => name);
  }

  /** The place of the next step of `task`; null if it has finished. Throws for a task that is not there. */
  next(task: string): Landmark | null {
    return this.#replay.next(task)?.note?.at ?? null;
  }

  canMove(task: string): boolean {
    return this.whyNot(task) === null;
  }

  /** Why `task` cannot move: completes "trunc cannot move: …". Null if it can. */
  whyNot(task: string): string | null {
    return this.#replay.whyNot(task);
  }

  /** Whether `task`, moving alone, comes to `at` within a few steps. Leaves the side where it is. */
  comesTo(task: string, at: Landmark): boolean {
    let steps = 0;
    while (steps < LOOKAHEAD && this.canMove(task) && this.next(task) !== at) {
      this.#replay.step(task);
      steps++;
    }
    const found = this.next(task) === at;
    for (; steps > 0; steps--) this.#replay.back();
    return found;
  }

  /** Moves `task`, or says why it cannot. */
  move(task: string): Moved | Blocked {
    const why = this.whyNot(task);
    if (why !== null)
      return {
        kind: 'blocked',
        task,
        at: this.next(task),
        why,
        choices: decidedBy(this.#replay.next(task)?.note, 'guard'),
        after: this.picture(),
      };
    const before = this.picture();
    const step = this.#replay.step(task);
    const { at, fn, fact, says } = step.operation.note as Note;
    this.#holders = holdersAfter(before.holders, { task, at, changes: step.changes });
    const after = this.picture();
    return {
      kind: 'moved',
      task,
      at,
      fn,
      fact,
      choices: decidedBy(step.operation.note, 'guard', 'effect'),
      deltas: describe(step.changes, this.#file),
      held: this.#held(before.holders),
      says: says?.(this.#replay.state, step.observed) ?? '',
      woke: before.asleep.filter((name) => name !== task && !after.asleep.includes(name)),
      missed: this.#missed(step),
      after,
    };
  }

  picture(): Picture {
    const { page, task } = this.#replay.state;
    const names = this.tasks;
    return {
      refcount: page.map(({ refcount }) => refcount),
      mapcount: page.map(({ mapcount }) => mapcount),
      holders: this.#holders,
      asleep: names.filter((_, i) => task[i].sleeping === 1),
      ended: names.filter((name) => this.next(name) === null),
    };
  }

  /** Of the pages that changed hands, in words. */
  #held(before: Holders): string[] {
    const { pages, processes } = this.#file;
    const words = (held: Holders[number], page: number) =>
      `${pages > 1 ? `refcount[${page}] ` : ''}= ${holdersWords(held, processes)}`;
    const were = before.map(words);
    return this.#holders.map(words).filter((now, page) => now !== were[page]);
  }

  /** How things stand now. */
  ending(): Ending {
    const names = this.tasks;
    const left = names.filter((name) => this.next(name) !== null);
    if (left.length === 0) return { kind: 'finished', words: 'all tasks have ended' };
    if (left.some((name) => this.canMove(name)))
      return { kind: 'open', words: `${left.join(' and ')} can still move` };
    const { asleep } = this.picture();
    return {
      kind: 'stuck',
      words:
        asleep.length > 0
          ? `${subject(asleep, 'sleeps', 'sleep')} for ever`
          : subject(left, 'is stuck', 'are stuck'),
    };
  }

  /** A step that makes true what a sleeper has tested already, with no wake-up under way, has missed it. */
  #missed(step: ReplayStep<State, Note>): string | null {
    const dropped = step.changes.some(({ place, from, to }) => place.at(-1) === 'refcount' && to < from);
    if (!dropped) return null;
    const { page, task } = this.#replay.state;
    const names = this.tasks;
    const steps = names.map((name) => this.#replay.next(name)?.note);
    const sleeper = task.findIndex(({ queue, sleeping }, i) => {
      const hasTested = steps[i]?.at === 'wait.unlock' || steps[i]?.at === 'wait.schedule';
      const wakeComes = steps.some((next) => next?.at === 'wake' && next.page === queue - 1);
      return sleeping === 1 && hasTested && !wakeComes && isIdle(this.design.choices, page[queue - 1]);
    });
    return sleeper < 0 ? null : names[sleeper];
  }
}

/** The choices that led to a step, and those that these parts of it asked for when they last ran, each once. */
function decidedBy(note: Note | undefined, ...parts: readonly ('guard' | 'effect')[]): readonly Choice[] {
  const by = note?.decidedBy;
  return by ? [...new Set([...by.way, ...parts.flatMap((part) => by[part])])] : [];
}

/** Steps that one design may have between two that both have. */
const LOOKAHEAD = 4;

/** "trunc sleeps", "app and trunc sleep". */
const subject = (names: readonly string[], one: string, several: string): string =>
  `${names.join(' and ')} ${names.length === 1 ? one : several}`;
