import type { Form, Loops, Moves } from './form.ts';
import { type Learned, STUCK } from './learned.ts';
import type { Machine } from './machine.ts';
import { bitsFor, Packing } from './packing.ts';

/**
 * A state is the number of its shared record and its tasks' local states, in as many bits as they need so far; what a move
 * comes to is looked up.
 */
export class Collapsed<S, N> implements Form {
  readonly width: number;
  readonly #machine: Machine<S, N>;
  readonly #learned: Learned<S, N>;
  readonly #packing: Packing;

  constructor(machine: Machine<S, N>, learned: Learned<S, N>) {
    this.#machine = machine;
    this.#learned = learned;
    this.#packing = new Packing(machine.automata.map(({ states }) => bitsFor(states.length)));
    this.width = this.#packing.width;
  }

  get bytes(): number {
    return this.#learned.bytes;
  }

  bytesFor(moves: number): number {
    return this.#learned.bytesFor(moves);
  }

  pack(into: Uint32Array): void {
    into.fill(0);
    into[0] = this.#learned.here();
    for (const task of this.#machine.automata.keys())
      this.#packing.put(into, task, this.#machine.local(task).index);
  }

  load(state: Uint32Array): void {
    this.#learned.records.load(state[0], this.#machine.state);
    for (const task of this.#machine.automata.keys())
      this.#machine.put(task, this.#packing.local(state, task));
  }

  follow(state: Uint32Array, moves: Moves, loops?: Loops): boolean {
    const { width } = this;
    const { word, shift, ones } = this.#packing;
    const learned = this.#learned;
    const { ended } = learned;
    const { to, places, base } = moves;
    const tasks = word.length;
    const record = state[0];
    let { count } = moves;
    for (let task = 0; task < tasks; task++) {
      const at = word[task];
      const local = (state[at] >>> shift[task]) & ones[task];
      if (local === ended[task]) continue;
      const found = learned.find(record, task, local);
      const { table } = learned;
      const next = table[found];
      if (next === STUCK) continue;
      const step = table[found + 1];
      if (step > ones[task]) return false;
      if (loops !== undefined && loops[task][local] !== loops[task][step]) continue;
      const first = count * width;
      for (let i = 1; i < width; i++) to[first + i] = state[i];
      to[first] = next;
      to[first + at] = (state[at] & ~(ones[task] << shift[task])) | (step << shift[task]);
      places[count++] = base + task;
    }
    moves.count = count;
    moves.base = base + tasks;
    return true;
  }

  /** The number of the record, and a bit for each task, set if it has finished. */
  get seenWidth(): number {
    return 1 + Math.ceil(this.#learned.ended.length / 32);
  }

  see(state: Uint32Array, into: Uint32Array, at: number): void {
    const { ended } = this.#learned;
    into.fill(0, at, at + this.seenWidth);
    into[at] = state[0];
    for (let task = 0; task < ended.length; task++)
      if (this.#packing.local(state, task) === ended[task]) into[at + 1 + (task >>> 5)] |= 1 << (task & 31);
  }
}
