/**
 * A set of vectors of 32-bit words, all of one width, numbered in the order they came: packed words in blocks, of which only the
 * first one ever moves, and an open-addressing table of their numbers.
 *
 * A table of millions is far larger than any cache, so most of the time here goes into waiting for memory.
 * Vectors are therefore looked up many at a time, in passes over all of them that each do one small thing: so the
 * processor has dozens of answers under way at once, instead of one. And a slot has some bits of its vector's hash beside the
 * number, as many as the number leaves free, so that most of those that differ need not be looked at.
 */
export class VectorStore {
  /** How many vectors there are. */
  count = 0;
  /** 32-bit words per vector. */
  readonly width: number;
  #blocks: Uint32Array[] = [];
  /** In each slot: number + 1 in the lower bits, a part of the hash in the others; 0 is free. */
  #table: Int32Array;
  /** Lower bits of a slot that are a number: a table has as many slots as these can tell apart. */
  #bits: number;
  #hashes = new Int32Array(PASS);
  readonly #one = new Int32Array(1);

  constructor(width: number, bits = 10) {
    this.width = width;
    this.#bits = bits;
    this.#table = new Int32Array(2 ** bits);
  }

  /** Copies vector `number` into `into`. */
  load(number: number, into: Uint32Array): void {
    const { width } = this;
    const block = this.#blocks[number >>> BLOCK_BITS];
    for (let i = 0, at = (number & IN_BLOCK) * width; i < width; i++, at++) into[i] = block[at];
  }

  /** Copies the vectors from `first` to before `end` into `into`, one after the other. */
  loadAll(first: number, end: number, into: Uint32Array): void {
    const { width } = this;
    for (let number = first; number < end; ) {
      const block = this.#blocks[number >>> BLOCK_BITS];
      const from = number & IN_BLOCK;
      const length = Math.min(end - number, BLOCK - from);
      into.set(block.subarray(from * width, (from + length) * width), (number - first) * width);
      number += length;
    }
  }

  /** Word `place` of vector `number`. */
  word(number: number, place: number): number {
    return this.#blocks[number >>> BLOCK_BITS][(number & IN_BLOCK) * this.width + place];
  }

  /** The number of this vector, which is new exactly if it equals the old {@link count}. */
  add(vector: Uint32Array): number {
    this.addAll(vector, 1, this.#one);
    return this.#one[0];
  }

  /** The same for `length` vectors, one after the other in `vectors`: their numbers go to `numbers`. */
  addAll(vectors: Uint32Array, length: number, numbers: Int32Array): void {
    if (this.#hashes.length < length) this.#hashes = new Int32Array(length);
    this.#look(vectors, length, numbers);
    const hashes = this.#hashes;
    for (let i = 0; i < length; i++) if (numbers[i] < 0) numbers[i] = this.#find(vectors, i, hashes[i], true);
  }

  /** The numbers of vectors that are there; -1 of one that is not. */
  findAll(vectors: Uint32Array, length: number, numbers: Int32Array): void {
    if (this.#hashes.length < length) this.#hashes = new Int32Array(length);
    this.#look(vectors, length, numbers);
    const hashes = this.#hashes;
    for (let i = 0; i < length; i++)
      if (numbers[i] < 0) numbers[i] = this.#find(vectors, i, hashes[i], false);
  }

  /** The number of this vector; -1 if it is not there. */
  find(vector: Uint32Array): number {
    this.findAll(vector, 1, this.#one);
    return this.#one[0];
  }

  /** Bytes held now, slack included. */
  get bytes(): number {
    return this.#blocks.reduce((sum, block) => sum + block.byteLength, this.#table.byteLength);
  }

  /** Bytes that are held on the way to so many vectors. */
  bytesFor(count: number): number {
    let slots = this.#table.length;
    while (count * MOST_LOAD > slots * LOAD) slots *= 2;
    let vectors = Math.ceil(count / BLOCK) * BLOCK;
    // The first block is there twice while it is copied into more room.
    if (count <= BLOCK) {
      vectors = FIRST;
      while (vectors < count) vectors *= 2;
      vectors *= 1.5;
    }
    return (vectors * this.width + slots) * Int32Array.BYTES_PER_ELEMENT;
  }

  /** A first answer: what is in the first slot that each vector can be in, most often the vector itself; else -1. */
  #look(vectors: Uint32Array, length: number, numbers: Int32Array): void {
    const hashes = this.#hashes;
    hashAll(vectors, 0, this.width, length, hashes);
    const table = this.#table;
    const last = table.length - 1;
    for (let i = 0; i < length; i++) numbers[i] = table[hashes[i] & last];
    for (let i = 0; i < length; i++) {
      const slot = numbers[i];
      numbers[i] = slot !== 0 && ((slot ^ tagOf(hashes[i])) & ~last) === 0 ? (slot & last) - 1 : -1;
    }
    if (this.width === 2) this.#verifyPairs(vectors, length, numbers);
    else
      for (let i = 0; i < length; i++)
        if (numbers[i] >= 0 && !this.#same(numbers[i], vectors, i)) numbers[i] = -1;
  }

  /** Takes wrong answers back: -1. Vectors of two words are the usual case, and this loop is where the time goes. */
  #verifyPairs(vectors: Uint32Array, length: number, numbers: Int32Array): void {
    const blocks = this.#blocks;
    for (let i = 0; i < length; i++) {
      const number = numbers[i];
      if (number < 0) continue;
      const block = blocks[number >>> BLOCK_BITS];
      const at = (number & IN_BLOCK) << 1;
      if (((block[at] ^ vectors[2 * i]) | (block[at + 1] ^ vectors[2 * i + 1])) !== 0) numbers[i] = -1;
    }
  }

  /** The number of the vector at `index` of `vectors`, slot by slot; if it is new, a new one, or -1. */
  #find(vectors: Uint32Array, index: number, hash: number, adds: boolean): number {
    const table = this.#table;
    const last = table.length - 1;
    const tag = tagOf(hash) & ~last;
    let at = hash & last;
    for (; table[at] !== 0; at = (at + 1) & last)
      if ((table[at] & ~last) === tag && this.#same((table[at] & last) - 1, vectors, index))
        return (table[at] & last) - 1;
    if (!adds) return -1;
    const { width } = this;
    const number = this.count;
    const block = this.#blockFor(number);
    for (let i = 0, to = (number & IN_BLOCK) * width, from = index * width; i < width; i++, to++, from++)
      block[to] = vectors[from];
    this.count = number + 1;
    table[at] = tag | (number + 1);
    if (this.count * MOST_LOAD > table.length * LOAD) this.#grow();
    return number;
  }

  /** The block of the next vector. The first one grows, so that a small store is small; after that there are more. */
  #blockFor(number: number): Uint32Array {
    const blocks = this.#blocks;
    const place = number >>> BLOCK_BITS;
    if (place === blocks.length) blocks.push(new Uint32Array((place === 0 ? FIRST : BLOCK) * this.width));
    else if (place === 0 && number * this.width === blocks[0].length) {
      const grown = new Uint32Array(blocks[0].length * 2);
      grown.set(blocks[0]);
      blocks[0] = grown;
    }
    return blocks[place];
  }

  #same(number: number, vectors: Uint32Array, index: number): boolean {
    const { width } = this;
    const block = this.#blocks[number >>> BLOCK_BITS];
    let difference = 0;
    for (let i = 0, at = (number & IN_BLOCK) * width, from = index * width; i < width; i++, at++, from++)
      difference |= block[at] ^ vectors[from];
    return difference === 0;
  }

  #grow(): void {
    this.#bits++;
    // The old table goes first: what is in it is in the blocks too.
    this.#table = new Int32Array(0);
    this.#table = new Int32Array(2 ** this.#bits);
    const table = this.#table;
    const last = table.length - 1;
    const hashes = new Int32Array(PASS);
    for (let first = 0; first < this.count; first += PASS) {
      const length = Math.min(PASS, this.count - first);
      hashAll(this.#blocks[first >>> BLOCK_BITS], first & IN_BLOCK, this.width, length, hashes);
      for (let i = 0; i < length; i++) {
        let at = hashes[i] & last;
        while (table[at] !== 0) at = (at + 1) & last;
        table[at] = (tagOf(hashes[i]) & ~last) | (first + i + 1);
      }
    }
  }
}

/** Vectors in a block, and in the first one at first. */
const BLOCK_BITS = 16;
const BLOCK = 2 ** BLOCK_BITS;
const FIRST = 2 ** 8;
const IN_BLOCK = BLOCK - 1;
/** Vectors per pass where all of them are gone through; a block is so many passes. */
const PASS = 512;
/** A table grows when more than LOAD of MOST_LOAD slots are taken. */
const LOAD = 3;
const MOST_LOAD = 4;

/** A 32-bit integer that is signed, as the results of the steps below are: no conversion on the way. */
const SEED = 0x9e3779b9 | 0;

/** The part of a hash that a slot keeps: other bits than those that choose the slot. */
const tagOf = (hash: number): number => Math.imul(hash, 0x9e3779b1);

/** Multiply and xor-shift per word (murmur3's mixing steps): cheap, and good enough for linear probing. */
function hashAll(
  vectors: Uint32Array,
  first: number,
  width: number,
  length: number,
  hashes: Int32Array,
): void {
  let at = first * width;
  if (width === 2) {
    for (let n = 0; n < length; n++, at += 2) {
      const h = Math.imul(
        Math.imul(SEED ^ vectors[at], 0x85ebca6b) ^ vectors[at + 1] ^ (vectors[at] >>> 15),
        0xc2b2ae35,
      );
      hashes[n] = h ^ (h >>> 15);
    }
    return;
  }
  for (let n = 0; n < length; n++) {
    let h = SEED;
    for (let i = 0; i < width; i++, at++) {
      h = Math.imul(h ^ vectors[at], 0x85ebca6b);
      h ^= h >>> 15;
    }
    h = Math.imul(h, 0xc2b2ae35);
    hashes[n] = h ^ (h >>> 16);
  }
}
