import { answersBy } from './answers.ts';
import { ModelError } from './errors.ts';
import { type ExploreOptions, explore } from './explore.ts';
import type { Field } from './layout.ts';
import type { Model, Property } from './model.ts';

/**
 * A model as a search has learned it, with no function left in it: what each task does, in each of its local states, to each
 * shared record that it meets there; and where each property's predicate is true. For who writes it down in another language.
 */
export interface Tables {
  /** Each state stands for itself alone: see {@link Result.whole}. The tables are of all that the model does, in either case. */
  readonly whole: boolean;
  readonly states: number;
  readonly transitions: number;
  /** States in which nothing moves. */
  readonly ends: number;
  /** The variables of the shared record. */
  readonly fields: readonly Field[];
  /** The shared records, the first state's first: for each the values of the variables. */
  readonly records: readonly (readonly number[])[];
  readonly tasks: readonly TaskTable[];
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
  /** What comes of it, by the record that it is done to: all that are met here. */
  readonly moves: readonly { readonly record: number; readonly to: Landing | null }[];
}

/** The record and the local state that a move leads to; null where it has to wait. */
interface Landing {
  readonly record: number;
  readonly local: number;
}

/** One property. */
export interface PropertyTable {
  readonly id: string;
  readonly kind: Property<unknown>['kind'];
  /** What it is asked of, a record and for each task whether it has finished, and whether its predicate is true of that. */
  readonly asked: readonly {
    readonly record: number;
    readonly finished: readonly boolean[];
    readonly answer: boolean;
  }[];
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
  const words = new Uint32Array(model.record.words);
  const records = Array.from({ length: learned.records.count }, (_, record) => {
    learned.records.load(record, words);
    return fields.map((field) => model.record.get(words, field));
  });
  const moves = machine.automata.map(({ states }) => states.map((): LocalTable['moves'][number][] => []));
  for (const { record, task, local, to, next } of learned)
    moves[task][local].push({ record, to: to < 0 ? null : { record: to, local: next } });
  const asked = answersBy(search, model.properties);
  return {
    whole: !search.standsForMore,
    states,
    transitions,
    ends: ends.length,
    fields,
    records,
    tasks: machine.automata.map(({ task, states }, i) => ({
      name: task.name,
      locals: states.map(({ operation }, local) => ({
        operation: operation?.name ?? null,
        moves: moves[i][local].sort((a, b) => a.record - b.record),
      })),
    })),
    properties: model.properties.map(({ id, kind }, i) => ({
      id,
      kind,
      asked: asked.map(({ seen, answers }) => ({
        record: seen[0],
        finished: machine.automata.map((_, task) => ((seen[1 + (task >>> 5)] >>> (task & 31)) & 1) === 1),
        answer: answers[i],
      })),
    })),
  };
}
