import { answersBy } from './answers.ts';
import { ModelError } from './errors.ts';
import { type ExploreOptions, explore } from './explore.ts';
import type { Field } from './layout.ts';
import type { Learned } from './learned.ts';
import type { Model, Property } from './model.ts';

/**
 * A model as a search has learned it, with no function left in it: what each task does, in each of its local states, to each
 * shared record that it meets there; and where each property's predicate is true. For who writes it down in another language.
 */
export interface Tables {
  /** Each state stands for itself alone: see {@link Result.whole}. The tables are of all that the model does, in either case. */
  readonly whole: boolean;
  readonly states: number;
  /** See {@link Result.inAll}. */
  readonly inAll: number | null;
  readonly transitions: number;
  /** States in which nothing moves. */
  readonly ends: number;
  /** The variables of the shared record. */
  readonly fields: readonly Field[];
  /** For each variable: its value in each shared record, the first state's first. */
  readonly values: readonly Int32Array[];
  readonly tasks: readonly TaskTable[];
  /** What properties are asked of. */
  readonly asked: AskedTable;
  readonly properties: readonly PropertyTable[];
}

/** One task. It begins in its first local state. */
export interface TaskTable {
  readonly name: string;
  readonly locals: readonly LocalTable[];
}

export interface LocalTable {
  /** What the task does next; null where it has finished. */
  readonly operation: string | null;
  readonly moves: MoveTable;
}

/** What comes of an operation, by the record that it is done to: all that are met there, in no order. */
export interface MoveTable {
  /** For each move: the number of the record. */
  readonly from: Int32Array;
  /** The number of the record that it leads to; -1 where the task has to wait. */
  readonly to: Int32Array;
  /** The number of the local state that it leads to. */
  readonly local: Int32Array;
}

/** A record, and who has finished: every such pair that some state has. */
export interface AskedTable {
  /** For each pair: the number of the record. */
  readonly record: Int32Array;
  /** For each task: 1 for each pair in which it has finished. */
  readonly finished: readonly Int32Array[];
}

/** One property. */
export interface PropertyTable {
  readonly id: string;
  readonly kind: Property<unknown>['kind'];
  /** 1 for each pair of {@link AskedTable} of which its predicate is true. */
  readonly answers: Int32Array;
}

/** Searches a model, and hands over what was learned. Throws a ModelError if it is not fit to be checked, or was not searched to its end by tables. */
export function tablesOf<S, N>(model: Model<S, N>, options?: ExploreOptions): Tables {
  const search = explore(model, options);
  const { learned, machine, states, transitions, ends, stopped } = search;
  if (stopped !== null)
    throw new ModelError(
      `the search stopped early, at ${states} states (${stopped}): there is no whole model to write down`,
    );
  if (learned === null)
    throw new ModelError(
      `nearly each of the ${states} states has a shared record of its own: there are no tables of moves to write down`,
    );
  const { fields } = model.record;
  const asked = answersBy(search, model.properties);
  const moves = movesOf(
    learned,
    machine.automata.map(({ states }) => states.length),
  );
  return {
    whole: !search.standsForMore,
    states,
    inAll: search.inAll,
    transitions,
    ends: ends.length,
    fields,
    values: valuesOf(model, learned),
    tasks: machine.automata.map(({ task, states }, i) => ({
      name: task.name,
      locals: states.map(({ operation }, local) => ({
        operation: operation?.name ?? null,
        moves: moves[i][local],
      })),
    })),
    asked: {
      record: Int32Array.from(asked, ({ seen }) => seen[0]),
      finished: machine.automata.map((_, task) =>
        Int32Array.from(asked, ({ seen }) => (seen[1 + (task >>> 5)] >>> (task & 31)) & 1),
      ),
    },
    properties: model.properties.map(({ id, kind }, i) => ({
      id,
      kind,
      answers: Int32Array.from(asked, ({ answers }) => Number(answers[i])),
    })),
  };
}

function valuesOf<S, N>({ record }: Model<S, N>, { records }: Learned<S, N>): Int32Array[] {
  const words = new Uint32Array(record.words);
  const values = record.fields.map(() => new Int32Array(records.count));
  for (let number = 0; number < records.count; number++) {
    records.load(number, words);
    for (const [i, field] of record.fields.entries()) values[i][number] = record.get(words, field);
  }
  return values;
}

/** Moves by task and local state, of which each task has so many. */
function movesOf<S, N>(learned: Learned<S, N>, locals: readonly number[]): MoveTable[][] {
  const lengths = locals.map((count) => new Int32Array(count));
  for (const { task, local } of learned) lengths[task][local]++;
  const column = (length: number) => new Int32Array(length);
  const moves = lengths.map((task) =>
    Array.from(task, (length) => ({ from: column(length), to: column(length), local: column(length) })),
  );
  for (const { record, task, local, to, next } of learned) {
    const at = --lengths[task][local];
    const table = moves[task][local];
    table.from[at] = record;
    table.to[at] = to;
    table.local[at] = next;
  }
  return moves;
}
