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
  changeOver(search, properties, pairs, answers);
  return { pairs, answers };
}

/** With tasks that are alike changed over, in every way, each property must answer the same. Throws a ModelError if one does not. */
function changeOver<S, N>(
  search: Search<S, N>,
  properties: readonly Property<S>[],
  pairs: VectorStore,
  answers: boolean[][],
): void {
  const { learned } = search;
  const alike = learned?.alike;
  if (!alike) return;
  const seen = new Uint32Array(pairs.width);
  for (let pair = 0; pair < pairs.count; pair++)
    for (const two of alike.pairs.keys()) {
      pairs.load(pair, seen);
      alike.swapSeen(two, seen);
      const other = pairs.add(seen);
      if (answers[other] === undefined) {
        learned.stand(seen);
        answers[other] = properties.map((property) => test(search, property));
      }
      const told = properties.find((_, i) => answers[other][i] !== answers[pair][i]);
      if (told) throw alike.differ(two, `property '${told.id}' tells them apart`);
    }
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
  const apart = Math.max(1, Math.floor(states / TESTED_AGAIN));
  for (let state = states - 1; state >= 0; state -= apart) {
    search.load(state);
    for (const [i, property] of properties.entries()) {
      if (test(search, property) === has(found[i], state)) continue;
      throw new ModelError(
        `property '${property.id}' does not depend on the state alone: asked again in one state, it answers otherwise. ` +
          'Keep what it counts or remembers in the record',
      );
    }
  }
}

/** Whether a number is among these, which ascend. */
function has(numbers: readonly number[], number: number): boolean {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < number) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === number;
}
