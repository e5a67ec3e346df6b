/**
 * The set of states met so far, numbered in the order they were met: packed words one after the other, and
 * an open-addressing table of their numbers.
 */
export class StateStore {
  /** How many states there are. */
  count = 0;
  /** 32-bit words per state. */
  readonly width: number;
  #words: Uint32Array;
  /** Number + 1 of the state in each slot; 0 is free. At most half of the slots are taken. */
  #table: Int32Array;

  constructor(width: number, capacity = 1024) {
    this.width = width;
    this.#words = new Uint32Array(capacity * width);
    this.#table = new Int32Array(capacity * 2);
  }

  /** Copies state `number` into `into`. */
  load(number: number, into: Uint32Array): void {
    const { width } = this;
    const words = this.#words;
    for (let i = 0, at = number * width; i < width; i++, at++) into[i] = words[at];
  }

  /** The number of this state, which is new exactly if it equals the old {@link count}. */
  add(state: Uint32Array): number {
    const { width } = this;
    const words = this.#words;
    const table = this.#table;
    const last = table.length - 1;
    let slot = hash(state, width) & last;
    for (;;) {
      const number = table[slot] - 1;
      if (number < 0) break;
      let at = number * width;
      let i = 0;
      while (i < width && words[at] === state[i]) {
        i++;
        at++;
      }
      if (i === width) return number;
      slot = (slot + 1) & last;
    }
    const number = this.count++;
    table[slot] = number + 1;
    for (let i = 0, at = number * width; i < width; i++, at++) words[at] = state[i];
    if (this.count * 2 === table.length) this.#grow();
    return number;
  }

  /** Bytes held now, slack included. */
  get bytes(): number {
    return this.#words.byteLength + this.#table.byteLength;
  }

  #grow(): void {
    const words = new Uint32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    const table = new Int32Array(this.#table.length * 2);
    this.#table = table;
    const last = table.length - 1;
    const state = new Uint32Array(this.width);
    for (let number = 0; number < this.count; number++) {
      this.load(number, state);
      let slot = hash(state, this.width) & last;
      while (table[slot] !== 0) slot = (slot + 1) & last;
      table[slot] = number + 1;
    }
  }
}

/** Multiply and xor-shift per word (murmur3's mixing steps): cheap, and good enough for linear probing. */
function hash(state: Uint32Array, width: number): number {
  let h = 0x9e3779b9;
  for (let i = 0; i < width; i++) {
    h = Math.imul(h ^ state[i], 0x85ebca6b);
    h ^= h >>> 15;
  }
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
