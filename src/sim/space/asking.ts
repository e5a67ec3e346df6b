import type { Choice, Choices } from '../kernel/index.ts';
import { choiceNames } from './region.ts';

/**
 * A record of choices that notes which of them are asked for, in the order in which they are for the first time. One serves for many
 * kernels, one after the other: a model that is made of it is of no use when the next has begun.
 */
export class Asking {
  /** To be given to a model. */
  readonly choices: Choices;
  #of: Choices | null = null;
  #asked = new Set<Choice>();

  constructor() {
    const choices = {};
    for (const choice of choiceNames)
      Object.defineProperty(choices, choice, {
        enumerable: true,
        get: () => {
          this.#asked.add(choice);
          return (this.#of as Choices)[choice];
        },
      });
    this.choices = choices as Choices;
  }

  /** Begins anew, with the choices of another kernel. Returns what will have been asked for. */
  begin(of: Choices): ReadonlySet<Choice> {
    this.#of = of;
    this.#asked = new Set();
    return this.#asked;
  }
}
