/**
 * The set of states met so far, numbered in the order they were met: packed words one after the other, and
 * an open-addressing table of their numbers.
 *
 * A table of millions is far larger than any cache, so most of the time here goes into waiting for memory.
 * States are therefore looked up many at a time, in passes over all of them that each do one small thing: so the
 * processor has dozens of answers under way at once, instead of one.
 */
export class StateStore {
  /** How many states there are. */
  count = 0;
  /** 32-bit words per state. */
  readonly width: number;
  #words: Uint32Array;
  /** Number + 1 of the state in each slot; 0 is free. At most half of the slots are taken. */
  #table: Int32Array;
  #hashes = new Int32Array(PASS);
  readonly #one = new Int32Array(1);

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
    this.addAll(state, 1, this.#one);
    return this.#one[0];
  }

  /** The same for `length` states, one after the other in `states`: their numbers go to `numbers`. */
  addAll(states: Uint32Array, length: number, numbers: Int32Array): void {
    if (this.#hashes.length < length) this.#hashes = new Int32Array(length);
    const hashes = this.#hashes;
    hashAll(states, 0, this.width, length, hashes);
    this.#guess(hashes, length, numbers);
    this.#verify(states, length, numbers);
    for (let i = 0; i < length; i++) if (numbers[i] < 0) numbers[i] = this.#find(states, i, hashes[i]);
  }

  /** Bytes held now, slack included. */
  get bytes(): number {
    return this.#words.byteLength + this.#table.byteLength;
  }

  /** Bytes that are held at once on the way to so many states: what grows is there twice while it is copied. */
  bytesFor(count: number): number {
    let capacity = this.#table.length / 2;
    if (count < capacity) return this.bytes;
    while (capacity <= count) capacity *= 2;
    const state = this.width * this.#words.BYTES_PER_ELEMENT + 2 * this.#table.BYTES_PER_ELEMENT;
    return this.bytes + capacity * state;
  }

  /** What is in the first slot that each state can be in: most often the state itself; -1 if nothing is. */
  #guess(hashes: Int32Array, length: number, numbers: Int32Array): void {
    const table = this.#table;
    const last = table.length - 1;
    for (let i = 0; i < length; i++) numbers[i] = table[hashes[i] & last] - 1;
  }

  /** Takes wrong guesses back: -1 again. */
  #verify(states: Uint32Array, length: number, numbers: Int32Array): void {
    for (let i = 0; i < length; i++)
      if (numbers[i] >= 0 && !this.#same(numbers[i], states, i)) numbers[i] = -1;
  }

  /** The number of the state at `index` of `states`, slot by slot, if need be a new one. */
  #find(states: Uint32Array, index: number, hash: number): number {
    const table = this.#table;
    const last = table.length - 1;
    let slot = hash & last;
    for (; table[slot] !== 0; slot = (slot + 1) & last)
      if (this.#same(table[slot] - 1, states, index)) return table[slot] - 1;
    const { width } = this;
    const words = this.#words;
    const number = this.count++;
    table[slot] = number + 1;
    for (let i = 0, at = number * width, from = index * width; i < width; i++, at++, from++)
      words[at] = states[from];
    if (this.count * 2 === table.length) this.#grow();
    return number;
  }

  #same(number: number, states: Uint32Array, index: number): boolean {
    const { width } = this;
    const words = this.#words;
    let difference = 0;
    for (let i = 0, at = number * width, from = index * width; i < width; i++, at++, from++)
      difference |= words[at] ^ states[from];
    return difference === 0;
  }

  #grow(): void {
    const words = new Uint32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    const table = new Int32Array(this.#table.length * 2);
    this.#table = table;
    const last = table.length - 1;
    const hashes = new Int32Array(PASS);
    for (let first = 0; first < this.count; first += PASS) {
      const length = Math.min(PASS, this.count - first);
      hashAll(words, first, this.width, length, hashes);
      for (let i = 0; i < length; i++) {
        let slot = hashes[i] & last;
        while (table[slot] !== 0) slot = (slot + 1) & last;
        table[slot] = first + i + 1;
      }
    }
  }
}

/** States per pass where all of them are gone through. */
const PASS = 512;

/** A 32-bit integer that is signed, as the results of the steps below are: no conversion on the way. */
const SEED = 0x9e3779b9 | 0;

/** Multiply and xor-shift per word (murmur3's mixing steps): cheap, and good enough for linear probing. */
function hashAll(
  states: Uint32Array,
  first: number,
  width: number,
  length: number,
  hashes: Int32Array,
): void {
  for (let n = 0, at = first * width; n < length; n++) {
    let h = SEED;
    for (let i = 0; i < width; i++, at++) {
      h = Math.imul(h ^ states[at], 0x85ebca6b);
      h ^= h >>> 15;
    }
    h = Math.imul(h, 0xc2b2ae35);
    hashes[n] = h ^ (h >>> 16);
  }
}
