import { audit } from './again.ts';
import type { Machine } from './machine.ts';
import { VectorStore } from './store.ts';

/** In the place of a record: the task cannot move. */
export const STUCK = -1;

/**
 * What each move comes to, learned once. What a move does depends on the task, its local state and the shared record alone;
 * task.ts demands it. So a guard and an effect are run once for each such three, and looked up from then on: a model of
 * millions of states has some thousand different records. That they do depend on nothing else is looked for by running them
 * again: see again.ts.
 */
export class Learned<S, N> {
  /** Every shared record that some state has. */
  readonly records: VectorStore;
  /** For each task: the number of the local state in which it has finished; -1 while that was not met. */
  readonly ended: Int32Array;
  /** Threes that were learned. */
  learned = 0;
  readonly #machine: Machine<S, N>;
  /** Open addressing: a record, a task and its local state; and where that leads, a record and a local state. */
  #slots = new Int32Array(SLOT * 1024);

  constructor(machine: Machine<S, N>) {
    this.#machine = machine;
    this.records = new VectorStore(machine.model.record.words, 6);
    this.ended = new Int32Array(machine.model.tasks.length).fill(-1);
    for (const task of this.ended.keys()) this.#note(task);
  }

  /** The number of the record that the machine is at. */
  here(): number {
    return this.records.add(this.#machine.state);
  }

  /**
   * Where the move of `task`, at its local state `local`, out of a record is in {@link table}: there stand the number of the record that it
   * leads to, or {@link STUCK}, and the task's local state after it. It stays there until the next one is asked for. The task has not finished.
   * Throws a ModelError if the move is none.
   */
  find(record: number, task: number, local: number): number {
    const key = (task << TASK) | (local + 1);
    const slots = this.#slots;
    const last = slots.length - SLOT;
    let at = slotOf(record, key) & last;
    while (slots[at + 1] !== 0) {
      if (slots[at] === record && slots[at + 1] === key) return at + 2;
      at = (at + SLOT) & last;
    }
    return this.#learn(record, task, local, key);
  }

  get table(): Int32Array {
    return this.#slots;
  }

  /** Everything that was learned: a record, a task and its local state, and where that leads; a record of {@link STUCK} if it does not. */
  *[Symbol.iterator](): Generator<{ record: number; task: number; local: number; to: number; next: number }> {
    const slots = this.#slots;
    for (let at = 0; at < slots.length; at += SLOT) {
      const key = slots[at + 1];
      if (key === 0) continue;
      const task = key >>> TASK;
      yield { record: slots[at], task, local: (key & LOCAL) - 1, to: slots[at + 2], next: slots[at + 3] };
    }
  }

  /** Bytes held now, slack included. */
  get bytes(): number {
    return this.#slots.byteLength + this.records.bytes;
  }

  /** Bytes that are held at once on the way to so many more: what grows is there with its copy while it is copied. */
  bytesFor(more: number): number {
    const slots = this.#slots.byteLength;
    const grown = (this.learned + more) * 2 * SLOT > this.#slots.length ? 2 * slots : 0;
    return slots + grown + this.records.bytesFor(this.records.count + more);
  }

  #learn(record: number, task: number, local: number, key: number): number {
    const machine = this.#machine;
    this.records.load(record, machine.state);
    machine.put(task, local);
    const can = machine.enabled(task);
    if (this.learned < AUDITED_FIRST || this.learned % AUDITED_LATER === 0) audit(machine, task, can);
    this.learned++;
    let to = STUCK;
    let next = 0;
    if (can) {
      machine.move(task);
      next = machine.local(task).index;
      to = this.here();
      this.#note(task);
    }
    if (this.learned * 2 * SLOT > this.#slots.length) this.#grow();
    const slots = this.#slots;
    const last = slots.length - SLOT;
    let at = slotOf(record, key) & last;
    while (slots[at + 1] !== 0) at = (at + SLOT) & last;
    slots[at] = record;
    slots[at + 1] = key;
    slots[at + 2] = to;
    slots[at + 3] = next;
    return at + 2;
  }

  #note(task: number): void {
    const { index, operation } = this.#machine.local(task);
    if (operation === null) this.ended[task] = index;
  }

  #grow(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 2);
    const last = slots.length - SLOT;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + 1] === 0) continue;
      let at = slotOf(old[from], old[from + 1]) & last;
      while (slots[at + 1] !== 0) at = (at + SLOT) & last;
      for (let i = 0; i < SLOT; i++) slots[at + i] = old[from + i];
    }
    this.#slots = slots;
  }
}

/** Words of a slot. */
const SLOT = 4;
/** A task's number stands above its local state's, which is plus 1. */
const TASK = 16;
const LOCAL = 2 ** TASK - 1;
/** How many moves are looked at closely when they are learned, and one in so many after that: see audit(). */
const AUDITED_FIRST = 2 ** 9;
const AUDITED_LATER = 2 ** 4;

/** Any slot, times {@link SLOT}, and more bits above. */
function slotOf(record: number, key: number): number {
  let h = Math.imul(record ^ Math.imul(key, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 13)) << 2;
}
