import { audit } from './again.ts';
import type { Form, Loops, Moves } from './form.ts';
import type { Machine } from './machine.ts';

/**
 * A state as the machine has it, and each move made by the machine: for models in which nearly each state has a shared record of its
 * own, so that there is little to look up.
 */
export class Plain<S, N> implements Form {
  readonly width: number;
  readonly bytes = 0;
  readonly seenWidth = 0;
  readonly #machine: Machine<S, N>;
  #asked = 0;

  constructor(machine: Machine<S, N>) {
    this.#machine = machine;
    this.width = machine.words;
  }

  bytesFor(): number {
    return 0;
  }

  pack(into: Uint32Array): boolean {
    into.set(this.#machine.state);
    return true;
  }

  load(state: Uint32Array): void {
    this.#machine.state.set(state);
  }

  follow(states: Uint32Array, length: number, moves: Moves, loops?: Loops): boolean {
    const machine = this.#machine;
    const { width } = this;
    const { to, places } = moves;
    const tasks = machine.automata.length;
    let count = 0;
    const set = (from: number) => {
      for (let i = 0; i < width; i++) machine.state[i] = states[from + i];
    };
    for (let number = 0; number < length; number++) {
      set(number * width);
      for (let task = 0; task < tasks; task++) {
        const can = machine.enabled(task);
        if (this.#asked++ % AUDITED === 0) audit(machine, task, can);
        if (!can) continue;
        const before = machine.local(task).index;
        machine.move(task);
        if (loops === undefined || loops[task][before] === loops[task][machine.local(task).index]) {
          const first = count * width;
          for (let i = 0; i < width; i++) to[first + i] = machine.state[i];
          places[count++] = number * tasks + task;
        }
        set(number * width);
      }
    }
    moves.count = count;
    return true;
  }

  see(): void {}
}

/** One time in so many a guard and an effect are run again at once: see audit(). */
const AUDITED = 2 ** 9;
