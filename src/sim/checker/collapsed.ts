import { ALONE, type Form, type Loops, type Moves } from './form.ts';
import { FULL, type Learned, localAt, STUCK, UNKNOWN } from './learned.ts';
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
  readonly packing: Packing;
  /** Moves that are looked up, and what they come to. */
  #keys = new Int32Array(0);
  #found = new Int32Array(0);

  constructor(machine: Machine<S, N>, learned: Learned<S, N>) {
    this.#machine = machine;
    this.#learned = learned;
    this.packing = new Packing(machine.automata.map(({ states }) => bitsFor(states.length)));
    this.width = this.packing.width;
  }

  get bytes(): number {
    return this.#learned.bytes;
  }

  bytesFor(moves: number): number {
    return this.#learned.bytesFor(moves);
  }

  pack(into: Uint32Array): boolean {
    into.fill(0);
    into[0] = this.#learned.here();
    for (const task of this.#machine.automata.keys()) {
      const { index } = this.#machine.local(task);
      if (!this.packing.fits(task, index)) return false;
      this.packing.put(into, task, index);
    }
    return true;
  }

  load(state: Uint32Array): void {
    this.#learned.records.load(state[0], this.#machine.state);
    for (const task of this.#machine.automata.keys())
      this.#machine.put(task, this.packing.local(state, task));
  }

  /** In passes, as store.ts looks up states, and for the same reason. */
  follow(states: Uint32Array, length: number, moves: Moves, loops?: Loops): boolean {
    const { width } = this;
    const { word, shift, ones } = this.packing;
    const learned = this.#learned;
    const { ended, places, bits } = learned;
    const tasks = word.length;
    const { keys, found } = this.#asking(length * tasks);
    for (let first = 0, ask = 0; first < length * width; first += width) {
      const record = states[first] << bits;
      for (let task = 0; task < tasks; task++) {
        const local = (states[first + word[task]] >>> shift[task]) & ones[task];
        const asks = loops === undefined || loops[task][local] !== ALONE;
        keys[ask++] = asks ? record | places[localAt(task, local)] : 0;
      }
    }
    learned.findAll(keys, length * tasks, found);
    const { to } = moves;
    let count = 0;
    for (let first = 0, ask = 0; first < length * width; first += width) {
      for (let task = 0; task < tasks; task++) {
        let move = found[ask++];
        if (move === STUCK) continue;
        const at = word[task];
        const local = (states[first + at] >>> shift[task]) & ones[task];
        if (local === ended[task] || (loops !== undefined && loops[task][local] === ALONE)) continue;
        let lower = bits;
        if (move === UNKNOWN) {
          move = learned.find(states[first], task, local);
          if (move === STUCK) continue;
          if (move === FULL) return false;
          // Learning may have made room for more local states; what was found before is as it was.
          lower = learned.bits;
        }
        const next = move & ((1 << lower) - 1);
        if (next > ones[task]) return false;
        if (loops !== undefined && loops[task][local] !== loops[task][next]) continue;
        const into = count * width;
        for (let i = 1; i < width; i++) to[into + i] = states[first + i];
        to[into] = move >>> lower;
        to[into + at] = (states[first + at] & ~(ones[task] << shift[task])) | (next << shift[task]);
        moves.places[count++] = ask - 1;
      }
    }
    moves.count = count;
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
      if (this.packing.local(state, task) === ended[task]) into[at + 1 + (task >>> 5)] |= 1 << (task & 31);
  }

  #asking(most: number): { keys: Int32Array; found: Int32Array } {
    if (this.#keys.length < most) {
      this.#keys = new Int32Array(most);
      this.#found = new Int32Array(most);
    }
    return { keys: this.#keys, found: this.#found };
  }
}
