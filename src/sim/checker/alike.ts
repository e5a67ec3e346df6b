import { ModelError } from './errors.ts';
import { done } from './hidden.ts';
import type { Field } from './layout.ts';
import type { Machine } from './machine.ts';
import type { Model } from './model.ts';
import type { VectorStore } from './store.ts';

/** Two tasks are said to be alike, and are not: then a search of some states is no search of all. */
export class NotAlike extends ModelError {
  /** Which, and how that shows. */
  readonly what: string;

  constructor(one: string, other: string, how: string) {
    const what = `tasks ${one} and ${other} are not alike: ${how}`;
    super(
      `${what}. Search the states of each, with \`whole\`; or, if a variable says which task or which tasks, make it a ` +
        '`oneOf` or a `someOf`',
    );
    this.what = what;
  }
}

/** Two tasks, next to each other in a group of those that are alike. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

/**
 * Tasks that do the same, whichever of them is which; and the shared record with two of them changed over. Every way to
 * change them over is made of such pairs.
 *
 * That they are alike is what a model says. It is made sure of, not believed: see {@link Learned} for what they do, and answers.ts
 * for what is asked. Then each state stands for all that differ in nothing but which task is which.
 */
export class Alike<S, N> {
  readonly pairs: readonly Pair[];
  /** For each task: those that are like it. */
  readonly others: readonly (readonly number[])[];
  /** Two of a pair that the order of records does not tell apart can be changed over without a difference. */
  readonly isTold: boolean;
  readonly #machine: Machine<S, N>;
  readonly #records: VectorStore;
  readonly #swaps: readonly Swap[];
  readonly #orders: readonly Order[];
  /**
   * For each pair: the number of each record with the two changed over, plus 1; 0 where that is not known yet; below 0 if the record has
   * the two in the wrong order, see {@link descends}.
   */
  readonly #known: Int32Array[];
  readonly #from: Uint32Array;
  readonly #to: Uint32Array;

  /** `records` has the first state's. Throws a ModelError if that tells them apart. */
  constructor(machine: Machine<S, N>, records: VectorStore, groups: readonly (readonly number[])[]) {
    this.#machine = machine;
    this.#records = records;
    this.pairs = groups.flatMap((group) => group.slice(1).map((b, i) => ({ a: group[i], b })));
    this.others = machine.automata.map((_, task) =>
      groups
        .filter((group) => group.includes(task))
        .flatMap((group) => group.filter((other) => other !== task)),
    );
    const { fields, words } = machine.model.record;
    this.isTold = fields.every((field) => owners(field).length + Number(field.of !== undefined) <= 1);
    this.#swaps = this.pairs.map(({ a, b }) => swapOf(fields, a, b));
    this.#orders = this.pairs.map(({ a, b }) => orderOf(fields, a, b));
    this.#known = this.pairs.map(() => new Int32Array(1));
    this.#from = new Uint32Array(words);
    this.#to = new Uint32Array(words);
    for (const [pair, { a, b }] of this.pairs.entries()) {
      if (this.swapped(pair, 0) !== 0) throw this.differ(pair, 'the first state tells them apart');
      this.#compare(a, b, 0);
    }
  }

  /** The number of a record with the two of a pair changed over. */
  swapped(pair: number, record: number): number {
    return Math.abs(this.#find(pair, record)) - 1;
  }

  /**
   * Whether what a record has of the second of a pair is less than what it has of the first: whatever is in a list by task, and whether a
   * variable says this task. So tasks at the same local state have an order, and states that differ in nothing but which is which have one
   * among them in which those ascend.
   */
  descends(pair: number, record: number): boolean {
    return this.#find(pair, record) < 0;
  }

  /** A task, or the one that it is changed over for. */
  swappedTask(pair: number, task: number): number {
    const { a, b } = this.pairs[pair];
    return task === a ? b : task === b ? a : task;
  }

  /** Changes the two of a pair over in what a property is given: the number of a record, and a bit for each task. */
  swapSeen(pair: number, seen: Uint32Array): void {
    const { a, b } = this.pairs[pair];
    seen[0] = this.swapped(pair, seen[0]);
    const [one, two] = [a, b].map((task) => (seen[1 + (task >>> 5)] >>> (task & 31)) & 1);
    if (one === two) return;
    for (const task of [a, b]) seen[1 + (task >>> 5)] ^= 1 << (task & 31);
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#known.reduce((sum, known) => sum + known.byteLength, 0);
  }

  /**
   * Lets all that are like `task` go the same way out of the same local state, so that one number means the same of each of them. Throws a
   * ModelError if they do not come to the same operation.
   */
  advance(task: number, local: number, observed: number, next: number): void {
    const { automata } = this.#machine;
    for (const other of this.others[task]) {
      const from = automata[other].states[local];
      if (from.next[observed] === next) continue;
      const to = automata[other].advance(from, observed);
      if (to !== next) throw this.#apart(task, other, next, to);
      this.#compare(task, other, next);
    }
  }

  /** That the two of a pair are not alike, and how that shows. */
  differ(pair: number, how: string): NotAlike {
    const { a, b } = this.pairs[pair];
    return new NotAlike(this.#name(a), this.#name(b), how);
  }

  /** They must have one operation where both are at one local state. */
  #compare(task: number, other: number, local: number): void {
    if (this.#next(task, local) !== this.#next(other, local)) throw this.#apart(task, other, local, local);
  }

  #apart(task: number, other: number, local: number, otherLocal: number): NotAlike {
    const [one, two] = [this.#next(task, local), this.#next(other, otherLocal)];
    return new NotAlike(
      this.#name(task),
      this.#name(other),
      `where the one comes to ${one}, the other comes to ${two}`,
    );
  }

  #next(task: number, local: number): string {
    return done(this.#machine.automata[task].states[local].operation?.name);
  }

  #name(task: number): string {
    return this.#machine.model.tasks[task].name;
  }

  #find(pair: number, record: number): number {
    const known = this.#known[pair];
    return record < known.length && known[record] !== 0 ? known[record] : this.#swap(pair, record);
  }

  #swap(pair: number, record: number): number {
    const from = this.#from;
    const to = this.#to;
    this.#records.load(record, from);
    to.set(from);
    this.#swaps[pair](from, to);
    const other = this.#records.add(to);
    this.#note(pair, other, this.#orders[pair](to) ? -record - 1 : record + 1);
    return this.#note(pair, record, this.#orders[pair](from) ? -other - 1 : other + 1);
  }

  #note(pair: number, record: number, found: number): number {
    let known = this.#known[pair];
    if (record >= known.length) {
      known = new Int32Array(record * 2 + 1);
      known.set(this.#known[pair]);
      this.#known[pair] = known;
    }
    known[record] = found;
    return found;
  }
}

/** The groups of a model's tasks that are alike, by their numbers; those of one are none. */
export const groupsOf = <S, N>({ tasks, alike = [] }: Model<S, N>): number[][] =>
  alike
    .filter((group) => group.length > 1)
    .map((group) => tasks.flatMap(({ name }, task) => (group.includes(name) ? [task] : [])));

/** Writes to a copy of a record what is different when two tasks are changed over. */
type Swap = (from: Uint32Array, to: Uint32Array) => void;

function swapOf(fields: readonly Field[], a: number, b: number): Swap {
  const byPath = new Map(fields.map((field) => [field.path, field]));
  const last = Math.max(a, b);
  const moves = fields.flatMap((field) => {
    const path = changedOver(field, a, b);
    if (path === field.path && field.of === undefined) return [];
    const into = byPath.get(path);
    if (into?.low !== field.low || into.high !== field.high || into.of !== field.of)
      throw new ModelError(
        `${field.path} is not like ${path}, and tasks are said to be alike that have one each`,
      );
    if (field.of && (field.low !== 0 || field.high < (field.of === 'task' ? last + 1 : 2 ** last)))
      throw new ModelError(`${field.path} says which task, or which tasks, and has no value for some`);
    return [{ field, into }];
  });
  const swapOne = (task: number) => (task === a + 1 ? b + 1 : task === b + 1 ? a + 1 : task);
  const swapSet = (set: number) => {
    const differ = ((set >>> a) ^ (set >>> b)) & 1;
    return set ^ ((differ << a) | (differ << b));
  };
  return (from, to) => {
    for (const { field, into } of moves) {
      const ones = 2 ** field.bits - 1;
      const value = (from[field.word] >>> field.shift) & ones;
      const swapped = field.of === 'task' ? swapOne(value) : field.of === 'tasks' ? swapSet(value) : value;
      to[into.word] = (to[into.word] & ~(ones << into.shift)) | (swapped << into.shift);
    }
  };
}

/** Whether a record has what is the second task's below what is the first's. */
type Order = (record: Uint32Array) => boolean;

function orderOf(fields: readonly Field[], a: number, b: number): Order {
  const byPath = new Map(fields.map((field) => [field.path, field]));
  // What one task has of another, or of which task, has no order of its own.
  const both = fields.flatMap((field) => {
    const [owner, ...more] = owners(field);
    if (owner === undefined) return field.of ? [{ one: field, two: field }] : [];
    const two = byPath.get(changedOver(field, a, b));
    return owner === a && more.length === 0 && !field.of && two ? [{ one: field, two }] : [];
  });
  const value = (record: Uint32Array, field: Field) =>
    (record[field.word] >>> field.shift) & (2 ** field.bits - 1);
  const has = ({ of }: Field, value: number, task: number) =>
    of === 'task' ? Number(value === task + 1) : of === 'tasks' ? (value >>> task) & 1 : value;
  return (record) => {
    for (const { one, two } of both) {
      const [first, second] = [has(one, value(record, one), a), has(two, value(record, two), b)];
      if (first !== second) return second < first;
    }
    return false;
  };
}

/** The tasks in whose lists a variable is. */
const owners = ({ place }: Field): (string | number)[] => place.filter((_, i) => place[i - 1] === 'task');

/** The path of what a variable is when two tasks are changed over. */
const changedOver = ({ place }: Field, a: number, b: number): string =>
  place.map((part, i) => (place[i - 1] !== 'task' ? part : part === a ? b : part === b ? a : part)).join('.');
