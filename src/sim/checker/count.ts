import { topological } from './cycles.ts';
import { BLOCKED, type Graph, KeptGraph } from './graph.ts';

/**
 * How many different complete schedules there are, exactly: paths from the first state to one where nothing moves.
 * Null if a cycle makes them infinitely many.
 */
export function countSchedules(graph: Graph): bigint | null {
  const moves = graph instanceof KeptGraph ? graph : KeptGraph.of(graph);
  const order = topological(moves).reverse();
  if (order.length < moves.states) return null;
  const paths = countRoughly(moves, order);
  // From each state there are no more than from the first: below 2^53 all of them were counted exactly.
  if (paths <= Number.MAX_SAFE_INTEGER) return BigInt(paths);
  return countExactly(moves, order, Number.isFinite(paths) ? Math.log2(paths) : bitsOfPaths(moves, order));
}

/** Paths from the first state to an end, as far as a floating-point number goes. In `order` a state comes after everything that it leads to. */
function countRoughly({ tasks, states, successors }: KeptGraph, order: Int32Array): number {
  const paths = new Float64Array(states);
  for (const state of order) {
    let sum = 0;
    for (let at = state * tasks, end = at + tasks; at < end; at++) {
      const to = successors[at];
      if (to !== BLOCKED) sum += paths[to];
    }
    paths[state] = sum === 0 ? 1 : sum;
  }
  return paths[0];
}

/**
 * The same of more than fit a number that a state has room for: modulo primes, a state a number, until these tell `bits` bits apart, and put
 * together at the end (the Chinese remainder theorem).
 */
function countExactly(graph: KeptGraph, order: Int32Array, bits: number): bigint {
  const most = 2n ** (BigInt(Math.ceil(bits)) + 1n);
  const residues = new Uint32Array(graph.states);
  let [count, modulus] = [0n, 1n];
  for (let i = 0; modulus <= most; i++) {
    const prime = primeNumber(i);
    const rest = BigInt(countModulo(graph, order, prime, residues));
    const p = BigInt(prime);
    const missing = (((rest - count) % p) + p) * inverse(modulus % p, p);
    count += modulus * (missing % p);
    modulus *= p;
  }
  return count;
}

/** Paths modulo a prime; each state's are kept in `paths`. */
function countModulo(
  { tasks, successors }: KeptGraph,
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
function bitsOfPaths({ tasks, states, successors }: KeptGraph, order: Int32Array): number {
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
