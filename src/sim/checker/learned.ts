import { audit } from './again.ts';
import { Alike } from './alike.ts';
import { LOCAL_BITS } from './automaton.ts';
import { Numbers } from './graph.ts';
import type { Machine } from './machine.ts';
import { bitsFor } from './packing.ts';
import { VectorStore } from './store.ts';

/** In the place of what a move comes to: the task cannot move. */
export const STUCK = -1;
/** It was not learned yet. */
export const UNKNOWN = -2;
/** There is no room for it. */
export const FULL = -3;
/** Numbers of records that are none, so that none of these is a move. */
const RESERVED = 1;

/**
 * What each move comes to, learned once. What a move does depends on the task, its local state and the shared record alone;
 * task.ts demands it. So a guard and an effect are run once for each such three, and looked up from then on: a model of
 * millions of states has some thousand different records. That they do depend on nothing else is looked for by running them
 * again: see again.ts.
 *
 * A three is one word, and what it comes to is another: the number of a record, and below it, in {@link bits} bits, the number of a
 * local state; among those of all tasks in the first, of its task's in the other. Half a million moves are then four megabytes, which
 * a processor has at hand.
 */
export class Learned<S, N> {
  /** Every shared record that some state has. */
  readonly records: VectorStore;
  /** For each task: the number of the local state in which it has finished; -1 while that was not met. */
  readonly ended: Int32Array;
  /** For each task and local state, by {@link localAt}: its number among those of all tasks, from 1; 0 while that was not met. */
  readonly places: Int32Array;
  /** Which tasks are alike; null if none is. */
  readonly alike: Alike<S, N> | null;
  /** Threes that were learned. */
  learned = 0;
  /** Lower bits of a word that are a local state. */
  bits = 2;
  /** There was no room for one: words have too few bits for all that was met. */
  isFull = false;
  readonly #machine: Machine<S, N>;
  /** How many words there are. */
  readonly #words: number;
  /** Local states that were met, of all tasks. */
  #met = 0;
  /** Open addressing: a three, 0 where there is none, and what it comes to. */
  #slots = new Int32Array(SLOT * 1024);
  /** Threes that were learned, and not yet with tasks changed over that are alike. */
  readonly #owed = new Numbers();

  /** The machine is at the first state. A word has `wide` bits, 32 or, to try what happens then, fewer. Throws a ModelError if `groups` of tasks are not alike. */
  constructor(machine: Machine<S, N>, wide = 32, groups: readonly (readonly number[])[] = []) {
    const tasks = machine.model.tasks.length;
    this.#machine = machine;
    this.#words = 2 ** wide;
    this.records = new VectorStore(machine.model.record.words, 6);
    this.ended = new Int32Array(tasks).fill(-1);
    this.places = new Int32Array(tasks << LOCAL_BITS);
    this.here();
    this.alike = groups.length > 0 ? new Alike(machine, this.records, groups) : null;
    for (let task = 0; task < tasks; task++) this.#note(task, 0);
  }

  /** The number of the record that the machine is at. */
  here(): number {
    return this.records.add(this.#machine.state);
  }

  /** Puts the machine at a record where some tasks have finished: what a property is given, see {@link Form.see}. */
  stand(seen: Uint32Array): void {
    this.records.load(seen[0], this.#machine.state);
    for (const [task, ended] of this.ended.entries())
      this.#machine.put(task, ended >= 0 && (seen[1 + (task >>> 5)] >>> (task & 31)) & 1 ? ended : 0);
  }

  /** What many threes come to, as far as it was learned. A key is a word: see the top. */
  findAll(keys: Int32Array, length: number, found: Int32Array): void {
    const slots = this.#slots;
    const last = slots.length - SLOT;
    for (let i = 0; i < length; i++) found[i] = slotOf(keys[i]) & last;
    for (let i = 0; i < length; i++) {
      const at = found[i];
      found[i] = slots[at] === keys[i] ? slots[at + 1] : UNKNOWN;
    }
  }

  /**
   * What the move of `task`, at its local state `local`, out of a record comes to: the number of a record above, and a local state in the
   * lower {@link bits} bits; {@link STUCK}; or {@link FULL}. The task has not finished. Throws a ModelError if the move is none.
   */
  find(record: number, task: number, local: number): number {
    const key = (record << this.bits) | this.places[localAt(task, local)];
    const slots = this.#slots;
    const last = slots.length - SLOT;
    for (let at = slotOf(key) & last; slots[at] !== 0; at = (at + SLOT) & last)
      if (slots[at] === key) return slots[at + 1];
    return this.#learn(record, task, local);
  }

  /**
   * The same with tasks that are alike changed over, in every way, must come to the same with them changed over. That is made sure of for each
   * three that was learned, which takes learning as many as a search would that knows of none that are alike. Throws a ModelError
   * if it does not.
   */
  changeOver(): void {
    const { alike } = this;
    const owed = this.#owed;
    while (owed.length > 0 && alike) {
      owed.length -= 2;
      const record = owed.at(owed.length);
      const task = owed.at(owed.length + 1) >>> LOCAL_BITS;
      const local = owed.at(owed.length + 1) & (2 ** LOCAL_BITS - 1);
      let one = this.find(record, task, local);
      for (const pair of alike.pairs.keys()) {
        const otherTask = alike.swappedTask(pair, task);
        const otherRecord = alike.swapped(pair, record);
        if (!this.hasRoom()) return;
        if (otherRecord === record && otherTask === task) continue;
        const { bits } = this;
        let other = this.find(otherRecord, otherTask, local);
        if (other === FULL) return;
        // Learning may have made room for more local states.
        if (bits !== this.bits) {
          other = this.find(otherRecord, otherTask, local);
          one = this.find(record, task, local);
        }
        // The other is owed too, or was: the two are compared once, from the one that has the lower record.
        if (otherRecord < record) continue;
        if (one === STUCK ? other === STUCK : other !== STUCK && other === this.#swapped(pair, one)) continue;
        if (!this.hasRoom()) return;
        const { operation } = this.#machine.automata[task].states[local];
        throw alike.differ(pair, `'${operation?.name}' is not the same with the two changed over`);
      }
    }
  }

  #swapped(pair: number, move: number): number {
    const to = (this.alike as Alike<S, N>).swapped(pair, move >>> this.bits);
    return (to << this.bits) | (move & (2 ** this.bits - 1));
  }

  /** Everything that was learned: a record, a task and its local state, and where that leads; a record of {@link STUCK} if it does not. */
  *[Symbol.iterator](): Generator<{ record: number; task: number; local: number; to: number; next: number }> {
    const { bits, places } = this;
    const ones = 2 ** bits - 1;
    const met = new Int32Array(this.#met + 1);
    places.forEach((place, at) => {
      met[place] = at;
    });
    const slots = this.#slots;
    for (let at = 0; at < slots.length; at += SLOT) {
      const [key, found] = slots.subarray(at, at + SLOT);
      if (key === 0) continue;
      const where = met[key & ones];
      yield {
        record: key >>> bits,
        task: where >>> LOCAL_BITS,
        local: where & (2 ** LOCAL_BITS - 1),
        to: found === STUCK ? STUCK : found >>> bits,
        next: found & ones,
      };
    }
  }

  /** Bytes held now, slack included. */
  get bytes(): number {
    return this.#slots.byteLength + this.places.byteLength + this.records.bytes;
  }

  /** Bytes that are held at once on the way to so many more: what grows is there with its copy while it is copied. */
  bytesFor(more: number): number {
    const slots = this.#slots.byteLength;
    const grown = this.#crowded(this.learned + more) ? 2 * slots : 0;
    return slots + grown + this.places.byteLength + this.records.bytesFor(this.records.count + more);
  }

  #learn(record: number, task: number, local: number): number {
    const machine = this.#machine;
    this.records.load(record, machine.state);
    machine.put(task, local);
    const can = machine.enabled(task);
    if (this.learned < AUDITED_FIRST || this.learned % AUDITED_LATER === 0) audit(machine, task, can);
    let found = STUCK;
    if (can) {
      const observed = machine.move(task);
      const next = machine.local(task).index;
      const to = this.here();
      this.alike?.advance(task, local, observed, next);
      if (!this.#noteAll(task, next) || !this.#fits(this.bits)) {
        this.isFull = true;
        return FULL;
      }
      found = (to << this.bits) | next;
    }
    this.learned++;
    if (this.#crowded(this.learned)) this.#move(this.#slots.length * 2, this.bits);
    this.#put((record << this.bits) | this.places[localAt(task, local)], found);
    if (this.alike) {
      this.#owed.push(record);
      this.#owed.push(localAt(task, local));
    }
    return found;
  }

  #put(key: number, found: number): void {
    const slots = this.#slots;
    const last = slots.length - SLOT;
    let at = slotOf(key) & last;
    while (slots[at] !== 0) at = (at + SLOT) & last;
    slots[at] = key;
    slots[at + 1] = found;
  }

  /** Numbers a local state of a task, and of those that are like it, if it is new. False if there is no room for it. */
  #noteAll(task: number, index: number): boolean {
    if (this.places[localAt(task, index)] !== 0) return true;
    return [task, ...(this.alike?.others[task] ?? [])].every((task) => this.#note(task, index));
  }

  /** Numbers a task's local state, if it is new. False if there is no room for it. */
  #note(task: number, index: number): boolean {
    const { operation } = this.#machine.automata[task].states[index];
    const at = localAt(task, index);
    if (this.places[at] !== 0) return true;
    const bits = Math.max(this.bits, bitsFor(this.#met + 2), bitsFor(index + 1));
    if (!this.#fits(bits)) return false;
    if (operation === null) this.ended[task] = index;
    this.places[at] = ++this.#met;
    if (bits > this.bits) this.#move(this.#slots.length, bits);
    return true;
  }

  /** Whether there are numbers enough for all that was met; once there are not, it {@link isFull}. */
  hasRoom(): boolean {
    this.isFull ||= !this.#fits(this.bits);
    return !this.isFull;
  }

  /** Whether there are numbers enough for the records, if local states have so many bits. */
  #fits(bits: number): boolean {
    return (this.records.count + RESERVED) * (1 << bits) <= this.#words;
  }

  #crowded(learned: number): boolean {
    return learned * SLOT * MOST_LOAD > this.#slots.length * LOAD;
  }

  /** Moves everything to so many words, with so many bits for a local state. */
  #move(length: number, bits: number): void {
    const old = this.#slots;
    const was = this.bits;
    const ones = 2 ** was - 1;
    const widened = (word: number) => ((word >>> was) << bits) | (word & ones);
    this.#slots = new Int32Array(length);
    this.bits = bits;
    for (let at = 0; at < old.length; at += SLOT)
      if (old[at] !== 0) this.#put(widened(old[at]), old[at + 1] === STUCK ? STUCK : widened(old[at + 1]));
  }
}

/** Where a task's local state is in {@link Learned.places}. */
export const localAt = (task: number, local: number): number => (task << LOCAL_BITS) | local;

/** Words of a slot. */
const SLOT = 2;
/** The table grows when more than LOAD of MOST_LOAD slots are taken. */
const LOAD = 3;
const MOST_LOAD = 4;
/** How many moves are looked at closely when they are learned, and one in so many after that: see audit(). */
const AUDITED_FIRST = 2 ** 9;
const AUDITED_LATER = 2 ** 4;

/** Any slot, times {@link SLOT}, and more bits above. */
function slotOf(key: number): number {
  let h = Math.imul(key ^ (key >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) << 1;
}
