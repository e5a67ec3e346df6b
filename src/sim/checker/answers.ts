import { ModelError } from './errors.ts';
import type { Predicate, Property } from './model.ts';
import type { Search } from './search.ts';
import { VectorStore } from './store.ts';

/** States that are gone through at a time. */
const PASS = 64;
/** States, evenly spread, in which each property is asked a second time. */
const TESTED_AGAIN = 2 ** 7;

/** What properties are given of some states, see {@link Search.see}, and what each answers. */
interface Asked {
  readonly seen: Uint32Array;
  readonly answers: readonly boolean[];
}

/**
 * For each property: the states in which its predicate is true, ascending. A predicate is given the shared record and who has
 * finished; so it is asked once for each such pair, and the answer is looked up from then on. Throws a ModelError if a predicate throws,
 * answers nothing, or answers otherwise when it is asked again.
 */
export function answersOf<S, N>(search: Search<S, N>, properties: readonly Property<S>[]): number[][] {
  const found: number[][] = properties.map(() => []);
  askEach(search, properties, (state, answers) => {
    for (let i = 0; i < properties.length; i++) if (answers[i]) found[i].push(state);
  });
  askAgain(search, properties, found);
  return found;
}

/** Every pair of a record and who has finished that some state has, with the answers. The search has looked moves up to its end. */
export function answersBy<S, N>(search: Search<S, N>, properties: readonly Property<S>[]): Asked[] {
  const { pairs, answers } = askEach(search, properties, () => {});
  return answers.map((answers, pair) => {
    const seen = new Uint32Array(pairs.width);
    pairs.load(pair, seen);
    return { seen, answers };
  });
}

/** Calls `note` for each state, in their order. */
function askEach<S, N>(
  search: Search<S, N>,
  properties: readonly Property<S>[],
  note: (state: number, answers: readonly boolean[]) => void,
) {
  const { states, seenWidth } = search;
  const pairs = new VectorStore(Math.max(1, seenWidth));
  const answers: boolean[][] = [];
  const seen = new Uint32Array(PASS * seenWidth);
  const numbers = new Int32Array(PASS);
  for (let first = 0; first < states && properties.length > 0; first += PASS) {
    const end = Math.min(first + PASS, states);
    if (seenWidth === 0) {
      for (let state = first; state < end; state++) note(state, ask(search, properties, state));
      continue;
    }
    search.see(first, end, seen);
    pairs.addAll(seen, end - first, numbers);
    for (let state = first; state < end; state++) {
      const pair = numbers[state - first];
      answers[pair] ??= ask(search, properties, state);
      note(state, answers[pair]);
    }
  }
  return { pairs, answers };
}

const predicateOf = <S>(property: Property<S>): Predicate<S> =>
  property.kind === 'sometimes' ? property.good : property.bad;

function ask<S, N>(search: Search<S, N>, properties: readonly Property<S>[], state: number): boolean[] {
  search.load(state);
  return properties.map((property) => test(search, property));
}

const test = <S, N>({ machine }: Search<S, N>, property: Property<S>): boolean =>
  machine.test(predicateOf(property), `property '${property.id}'`);

/** Asks in some states again, the last ones first: a property that remembers is none. */
function askAgain<S, N>(
  search: Search<S, N>,
  properties: readonly Property<S>[],
  found: readonly (readonly number[])[],
): void {
  const { states } = search;
  const among = found.map((states) => new Set(states));
  const apart = Math.max(1, Math.floor(states / TESTED_AGAIN));
  for (let state = states - 1; state >= 0; state -= apart) {
    search.load(state);
    for (const [i, property] of properties.entries()) {
      if (test(search, property) === among[i].has(state)) continue;
      throw new ModelError(
        `property '${property.id}' does not depend on the state alone: asked again in one state, it answers otherwise. ` +
          'Keep what it counts or remembers in the record',
      );
    }
  }
}
