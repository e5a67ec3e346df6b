import type { Choice, Choices } from './choices.ts';

/** The choices that were asked for so that a step came about, could move, and did what it did when it last ran. */
export interface DecidedBy {
  /** Between the step before it and this one, by whichever way its task has come to it so far: they led here. */
  readonly way: Set<Choice>;
  /** By its guard, and for the words that say why it cannot move. */
  guard: readonly Choice[];
  effect: readonly Choice[];
}

/**
 * Choices that remember which of them were asked for: so it is seen which choices decide a step, and nobody has to write
 * that down. Only who shows steps to readers wants to know; a search asks a plain record.
 */
export class Reads {
  /** The same choices, to be given to a kernel. */
  readonly choices: Choices;
  #asked = new Set<Choice>();
  readonly #decided = new Map<string, DecidedBy>();

  constructor(choices: Choices) {
    this.choices = new Proxy(choices, {
      get: (target, name) => {
        this.#asked.add(name as Choice);
        return target[name as Choice];
      },
    });
    recorders.set(this.choices, this);
  }

  /** What was asked for since this was called last, in the order in which it was. */
  take(): Choice[] {
    const asked = [...this.#asked];
    this.#asked.clear();
    return asked;
  }

  /**
   * What decides the step called `name` of task number `task`, which has just been come to: what was asked for since the
   * step before it led here. One that is come to again, round a loop, is the same step.
   */
  decide(task: number, name: string): DecidedBy {
    const key = `${task} ${name}`;
    const by = this.#decided.get(key) ?? { way: new Set(), guard: [], effect: [] };
    this.#decided.set(key, by);
    for (const choice of this.take()) by.way.add(choice);
    return by;
  }

  /** Runs something, and hands over what it asked for. What was asked for before is kept. */
  during<T>(run: () => T): { readonly value: T; readonly asked: readonly Choice[] } {
    const before = this.#asked;
    this.#asked = new Set();
    try {
      return { value: run(), asked: [...this.#asked] };
    } finally {
      this.#asked = before;
    }
  }
}

const recorders = new WeakMap<Choices, Reads>();

/** The reads of choices that remember them; undefined for a plain record. */
export const readsOf = (choices: Choices): Reads | undefined => recorders.get(choices);

/** Choices that remember which of them were ever asked for, and nothing more: little enough to search with. */
export function watched(choices: Choices): {
  readonly choices: Choices;
  readonly asked: ReadonlySet<Choice>;
} {
  const asked = new Set<Choice>();
  const known: Partial<Record<Choice, true>> = {};
  const watching = {};
  for (const name of Object.keys(choices) as Choice[])
    Object.defineProperty(watching, name, {
      enumerable: true,
      get: () => {
        if (!known[name]) {
          known[name] = true;
          asked.add(name);
        }
        return choices[name];
      },
    });
  return { choices: watching as Choices, asked };
}
