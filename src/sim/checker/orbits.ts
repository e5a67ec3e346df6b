import type { Alike } from './alike.ts';
import { Collapsed } from './collapsed.ts';
import type { Form, Loops, Moves } from './form.ts';
import type { Learned } from './learned.ts';
import type { Machine } from './machine.ts';

/**
 * The same as {@link Collapsed}, of one state of those that differ in nothing but which is which of tasks that are alike: one in which
 * the local states of such tasks ascend, and where two are at the same one, what the record has of them does.
 */
export class Orbits<S, N> implements Form {
  readonly width: number;
  readonly seenWidth: number;
  readonly #machine: Machine<S, N>;
  readonly #collapsed: Collapsed<S, N>;
  readonly #learned: Learned<S, N>;
  readonly #alike: Alike<S, N>;

  constructor(machine: Machine<S, N>, learned: Learned<S, N>, alike: Alike<S, N>) {
    this.#machine = machine;
    this.#collapsed = new Collapsed(machine, learned);
    this.#learned = learned;
    this.#alike = alike;
    this.width = this.#collapsed.width;
    this.seenWidth = this.#collapsed.seenWidth;
  }

  get bytes(): number {
    return this.#collapsed.bytes + this.#alike.bytes;
  }

  bytesFor(moves: number): number {
    return this.#collapsed.bytesFor(moves) + this.#alike.bytes;
  }

  pack(into: Uint32Array): boolean {
    return this.#collapsed.pack(into) && this.#settle(into, 0);
  }

  load(state: Uint32Array): void {
    this.#collapsed.load(state);
  }

  follow(states: Uint32Array, length: number, moves: Moves, loops?: Loops): boolean {
    if (!this.#collapsed.follow(states, length, moves, loops)) return false;
    this.#learned.changeOver();
    if (this.#learned.isFull) return false;
    for (let move = 0; move < moves.count; move++)
      if (!this.#settle(moves.to, move * this.width)) return false;
    // Changing over may have met records that nothing has led to.
    return this.#learned.hasRoom();
  }

  see(state: Uint32Array, into: Uint32Array, at: number): void {
    this.#collapsed.see(state, into, at);
  }

  /** Moves `task` out of a packed state, which becomes the one that it leads to. Returns, for each task of that, which one it was before. */
  move(state: Uint32Array, task: number): number[] {
    this.load(state);
    this.#machine.move(task);
    this.#collapsed.pack(state);
    const were = this.#machine.automata.map((_, task) => task);
    const swaps: number[] = [];
    this.#settle(state, 0, swaps);
    for (const pair of swaps) {
      const { a, b } = this.#alike.pairs[pair];
      [were[a], were[b]] = [were[b], were[a]];
    }
    return were;
  }

  /**
   * The tasks that move in the model where `tasks` do among these states, from the first one on; `state` is packed. Those that are alike begin in their
   * order: any other would do.
   */
  lifted(state: Uint32Array, tasks: readonly number[]): number[] {
    /** For each task of the state that is looked at: which one that is in the model's run. */
    let inRun = this.#machine.automata.map((_, task) => task);
    const movers = tasks.map((task) => {
      const mover = inRun[task];
      inRun = this.move(state, task).map((was) => inRun[was]);
      return mover;
    });
    const called = new Map<number, number>();
    for (const mover of movers) {
      if (called.has(mover)) continue;
      const taken = new Set(called.values());
      const free = [mover, ...this.#alike.others[mover]].filter((task) => !taken.has(task));
      called.set(mover, Math.min(...free));
    }
    return movers.map((mover) => called.get(mover) as number);
  }

  /**
   * How many states a packed one stands for: as many as there are ways to change tasks over that make a difference. Tasks that can be changed
   * over without one stand next to each other in it.
   */
  size(state: Uint32Array): number {
    const { pairs } = this.#alike;
    const { packing } = this.#collapsed;
    let size = 1;
    /** Tasks of the group so far, and how many of them, the last ones, are the same. */
    let [tasks, same] = [1, 1];
    for (const [pair, { a, b }] of pairs.entries()) {
      if (pairs[pair - 1]?.b !== a) [tasks, same] = [1, 1];
      const isSame =
        packing.local(state, a, 0) === packing.local(state, b, 0) &&
        this.#alike.swapped(pair, state[0]) === state[0];
      same = isSame ? same + 1 : 1;
      size = (size * ++tasks) / same;
    }
    return size;
  }

  /**
   * Changes tasks over until a state is the one that stands for all; the pairs go to `swaps`, in their order. False if there is no room for one's
   * local state at the other's place.
   */
  #settle(states: Uint32Array, at: number, swaps?: number[]): boolean {
    const { pairs } = this.#alike;
    const { packing } = this.#collapsed;
    for (let settled = false; !settled; ) {
      settled = true;
      for (let pair = 0; pair < pairs.length; pair++) {
        const { a, b } = pairs[pair];
        const one = packing.local(states, a, at);
        const two = packing.local(states, b, at);
        if (one < two) continue;
        if (one === two && !this.#alike.descends(pair, states[at])) continue;
        const record = this.#alike.swapped(pair, states[at]);
        if (!packing.fits(a, two) || !packing.fits(b, one)) return false;
        states[at] = record;
        packing.put(states, a, two, at);
        packing.put(states, b, one, at);
        swaps?.push(pair);
        settled = false;
      }
    }
    return true;
  }
}
