/**
 * What only the finished graph of states can tell: which runs go on for ever, where nothing moves any more,
 * how many complete schedules there are.
 */

/** No successor: the task cannot move in that state. */
export const BLOCKED = -1;

/** States numbered breadth-first from 0, and every move between them. Tasks are numbered as in the model. */
export interface Graph {
  /** How many tasks there are. */
  readonly tasks: number;
  /** States, each met exactly once. */
  readonly states: number;
  /** `successors[state * tasks + task]`: where that move leads, or {@link BLOCKED}. */
  readonly successors: Int32Array;
  /** `levels[d]` is the number of the first state that takes d steps to reach; one more closes the list. */
  readonly levels: readonly number[];
}

/** A strongly connected set of states that a weakly fair run can stay in for ever, by number. */
export type FairCycle = readonly number[];

/** The states in which no task can move. */
export function terminals({ tasks, states, successors }: Graph): number[] {
  const found: number[] = [];
  for (let state = 0; state < states; state++) {
    let task = 0;
    while (task < tasks && successors[state * tasks + task] === BLOCKED) task++;
    if (task === tasks) found.push(state);
  }
  return found;
}

/**
 * The sets of states among `within` that a weakly fair run can stay in for ever: strongly connected, with a
 * move inside, and each task either moves inside or cannot move in some state of the set. Looking at maximal
 * sets is enough: a task that can move in all states of a set and never inside it, does the same in each part.
 */
export function fairCycles(graph: Graph, within: (state: number) => boolean = () => true): FairCycle[] {
  const { tasks, successors } = graph;
  const { component, order, starts } = components(graph, within);
  const found: FairCycle[] = [];
  for (let number = 0; number < starts.length - 1; number++) {
    const first = starts.at(number);
    const end = starts.at(number + 1);
    if (end - first === 1 && !movesToItself(graph, order[first])) continue;
    const set = order.subarray(first, end);
    const moves = new Array<boolean>(tasks).fill(false);
    const rests = new Array<boolean>(tasks).fill(false);
    for (const state of set)
      for (let task = 0; task < tasks; task++) {
        const to = successors[state * tasks + task];
        if (to === BLOCKED) rests[task] = true;
        else if (component[to] === component[state]) moves[task] = true;
      }
    if (moves.some(Boolean) && moves.every((moved, task) => moved || rests[task])) found.push([...set]);
  }
  return found;
}

function movesToItself({ tasks, successors }: Graph, state: number): boolean {
  for (let task = 0; task < tasks; task++) if (successors[state * tasks + task] === state) return true;
  return false;
}

/**
 * How many different complete schedules there are, exactly: paths from the first state to one where nothing moves.
 * Null if a cycle makes them infinitely many.
 *
 * There may be more than any number that a state has room for, so they are counted modulo primes, a state a number, and
 * put together at the end (the Chinese remainder theorem).
 */
export function countSchedules(graph: Graph): bigint | null {
  const { states } = graph;
  const { order, starts } = components(graph, () => true);
  if (starts.length - 1 < states) return null;
  for (const state of order) if (movesToItself(graph, state)) return null;

  const bits = BigInt(Math.ceil(bitsOfPaths(graph, order))) + 1n;
  const residues = new Uint32Array(states);
  let [count, modulus] = [0n, 1n];
  for (let i = 0; modulus <= 2n ** bits; i++) {
    const prime = primeNumber(i);
    const rest = BigInt(pathsModulo(graph, order, prime, residues));
    const p = BigInt(prime);
    const missing = (((rest - count) % p) + p) * inverse(modulus % p, p);
    count += modulus * (missing % p);
    modulus *= p;
  }
  return count;
}

/**
 * Paths from the first state to an end, modulo a prime; each state's are kept in `paths`. A component is finished when all
 * that it leads to is: so in `order` a state comes after everything that it leads to.
 */
function pathsModulo(
  { tasks, successors }: Graph,
  order: Int32Array,
  prime: number,
  paths: Uint32Array,
): number {
  for (const state of order) {
    let sum = 0;
    let moves = 0;
    for (let task = 0; task < tasks; task++) {
      const to = successors[state * tasks + task];
      if (to === BLOCKED) continue;
      moves++;
      sum += paths[to];
    }
    paths[state] = moves === 0 ? 1 : sum % prime;
  }
  return paths[0];
}

/** The same, roughly: the logarithm to the base 2. The sums of a million steps are off by less than a millionth. */
function bitsOfPaths({ tasks, states, successors }: Graph, order: Int32Array): number {
  const bits = new Float64Array(states);
  for (const state of order) {
    let most = -1;
    for (let task = 0; task < tasks; task++) {
      const to = successors[state * tasks + task];
      if (to !== BLOCKED) most = Math.max(most, bits[to]);
    }
    let sum = 0;
    for (let task = 0; task < tasks; task++) {
      const to = successors[state * tasks + task];
      if (to !== BLOCKED) sum += 2 ** (bits[to] - most);
    }
    bits[state] = most < 0 ? 0 : most + Math.log2(sum);
  }
  return bits[0];
}

/** The largest first. Sums of 255 numbers below them are integers still. */
const primes = [2 ** 32 - 5];

function primeNumber(place: number): number {
  while (primes.length <= place) primes.push(primeBelow(primes[primes.length - 1]));
  return primes[place];
}

function primeBelow(number: number): number {
  for (let candidate = number - 2; ; candidate -= 2) {
    let factor = 3;
    while (factor * factor <= candidate && candidate % factor !== 0) factor += 2;
    if (factor * factor > candidate) return candidate;
  }
}

/** The inverse of `a` modulo the prime `p` (Fermat). */
function inverse(a: bigint, p: bigint): bigint {
  let [result, base] = [1n, a];
  for (let power = p - 2n; power > 0n; power >>= 1n) {
    if (power & 1n) result = (result * base) % p;
    base = (base * base) % p;
  }
  return result;
}

/** Strongly connected components, numbered as they are finished: after each one that they lead to. */
interface Components {
  /** The component of each state; -1 for a state that is not among those asked for. */
  readonly component: Int32Array;
  /** The states, component by component. */
  readonly order: Int32Array;
  /** Where each component begins in `order`; one more closes the list. */
  readonly starts: Numbers;
}

/** Strongly connected components of the states `within`, by Tarjan's algorithm without recursion. */
function components({ tasks, states, successors }: Graph, within: (state: number) => boolean): Components {
  const component = new Int32Array(states).fill(-1);
  const met = new Int32Array(states);
  const low = new Int32Array(states);
  const nextTask = new Uint8Array(states);
  const order = new Int32Array(states);
  const starts = new Numbers();
  const open = new Numbers();
  const path = new Numbers();
  let count = 0;
  let closed = 0;

  for (let root = 0; root < states; root++) {
    if (met[root] !== 0 || !within(root)) continue;
    enter(root);
    while (path.length > 0) {
      const state = path.at(path.length - 1);
      const task = nextTask[state];
      if (task < tasks) {
        nextTask[state] = task + 1;
        const to = successors[state * tasks + task];
        if (to === BLOCKED || !within(to)) continue;
        if (met[to] === 0) enter(to);
        else if (component[to] === -1) low[state] = Math.min(low[state], met[to]);
      } else {
        path.length--;
        if (path.length > 0) {
          const parent = path.at(path.length - 1);
          low[parent] = Math.min(low[parent], low[state]);
        }
        if (low[state] === met[state]) close(state);
      }
    }
  }
  starts.push(closed);
  return { component, order: order.subarray(0, closed), starts };

  function enter(state: number): void {
    met[state] = low[state] = ++count;
    open.push(state);
    path.push(state);
  }

  function close(root: number): void {
    const number = starts.length;
    starts.push(closed);
    let state: number;
    do {
      state = open.at(--open.length);
      component[state] = number;
      order[closed++] = state;
    } while (state !== root);
  }
}

/** A list of 32-bit numbers that grows: four bytes each, where a list of any values takes more. */
class Numbers {
  length = 0;
  #numbers = new Int32Array(1024);

  at(place: number): number {
    return this.#numbers[place];
  }

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.length++] = number;
  }
}
