import { type Point, type Region, sizes } from './region.ts';

/** A set of kernels: the number of a node of {@link Diagrams}. */
export type Kernels = number;

/** For each choice, the values that it may have, those that are liked best first. */
export type Values = readonly (readonly number[])[];

interface Node {
  readonly depth: number;
  /** For each value of the choice at this depth: those that make it. */
  readonly to: readonly Kernels[];
}

/**
 * Sets of kernels, as decision diagrams: choices are made one after the other in a fixed order, and where what is left is the same set, it is the same node
 * (Bryant 1986, Graph-Based Algorithms for Boolean Function Manipulation; with more than two values). A choice that makes no difference has no node.
 */
export class Diagrams {
  readonly none: Kernels = 0;
  readonly all: Kernels = 1;
  readonly #order: readonly number[];
  readonly #depthOf: readonly number[];
  readonly #nodes: Node[];
  readonly #known = new Map<string, Kernels>();

  /** With the places of all choices, in the order in which they are made. */
  constructor(order: readonly number[]) {
    this.#order = order;
    this.#depthOf = sizes.map((_, place) => order.indexOf(place));
    const end = { depth: order.length, to: [] };
    this.#nodes = [end, end];
  }

  /** The kernels of a region. */
  region({ places, values }: Region): Kernels {
    const steps = places
      .map((place, i) => ({ depth: this.#depthOf[place], value: values[i] }))
      .sort((a, b) => b.depth - a.depth);
    return steps.reduce(
      (rest, { depth, value }) =>
        this.#node(
          depth,
          Array.from({ length: this.#size(depth) }, (_, i) => (i === value ? rest : this.none)),
        ),
      this.all,
    );
  }

  /** Those that make each choice in one of some ways. */
  within(values: Values): Kernels {
    return this.#order.reduceRight(
      (rest, place, depth) =>
        this.#node(
          depth,
          Array.from({ length: this.#size(depth) }, (_, value) =>
            values[place].includes(value) ? rest : this.none,
          ),
        ),
      this.all,
    );
  }

  /** Those of the one that are not in the other. */
  minus(one: Kernels, other: Kernels): Kernels {
    const known = new Map<number, Kernels>();
    const rest = (a: Kernels, b: Kernels): Kernels => {
      if (a === this.none || b === this.all || a === b) return this.none;
      if (b === this.none) return a;
      const key = a * 2 ** 26 + b;
      const found = known.get(key);
      if (found !== undefined) return found;
      const [from, without] = [this.#nodes[a], this.#nodes[b]];
      const depth = Math.min(from.depth, without.depth);
      const result = this.#node(
        depth,
        Array.from({ length: this.#size(depth) }, (_, value) =>
          rest(from.depth === depth ? from.to[value] : a, without.depth === depth ? without.to[value] : b),
        ),
      );
      known.set(key, result);
      return result;
    };
    return rest(one, other);
  }

  /** Those that are in both. */
  both(one: Kernels, other: Kernels): Kernels {
    return this.minus(one, this.minus(this.all, other));
  }

  /** Those of either. */
  plus(one: Kernels, other: Kernels): Kernels {
    return this.minus(this.all, this.minus(this.minus(this.all, one), other));
  }

  /** How many there are. */
  count(set: Kernels): bigint {
    const known = new Map<Kernels, bigint>([
      [this.none, 0n],
      [this.all, 1n],
    ]);
    const below = (node: Kernels): bigint => {
      const found = known.get(node);
      if (found !== undefined) return found;
      const { depth, to } = this.#nodes[node];
      const count = to.reduce((sum, next) => sum + below(next) * this.#between(depth + 1, next), 0n);
      known.set(node, count);
      return count;
    };
    return below(set) * this.#between(0, set);
  }

  /** One of them that makes its choices so; null if there is none. */
  some(set: Kernels, values: Values): Point | null {
    const barren = new Set<Kernels>([this.none]);
    const point = Uint8Array.from(values, ([first]) => first ?? 0);
    if (values.some(({ length }) => length === 0)) return null;
    const find = (node: Kernels): boolean => {
      if (node === this.all) return true;
      if (barren.has(node)) return false;
      const { depth, to } = this.#nodes[node];
      const place = this.#order[depth];
      for (const value of values[place]) {
        point[place] = value;
        if (find(to[value])) return true;
      }
      point[place] = values[place][0];
      barren.add(node);
      return false;
    };
    return find(set) ? point : null;
  }

  /** All values that some of them make, for each choice. */
  values(set: Kernels): number[][] {
    const seen = sizes.map(() => new Set<number>());
    const all = (from: number, to: number) => {
      for (const place of this.#order.slice(from, to))
        for (let value = 0; value < sizes[place]; value++) seen[place].add(value);
    };
    const been = new Set<Kernels>([this.none]);
    const enter = (node: Kernels, from: number) => {
      if (node === this.none) return;
      const { depth, to } = this.#nodes[node];
      all(from, depth);
      if (been.has(node) || node === this.all) return;
      been.add(node);
      for (const [value, next] of to.entries()) {
        if (next !== this.none) seen[this.#order[depth]].add(value);
        enter(next, depth + 1);
      }
    };
    enter(set, 0);
    return seen.map((values) => [...values].sort());
  }

  /** How many choices those make otherwise than a kernel that make fewest so, and all of those. None, if the set is empty. */
  nearest(set: Kernels, point: Point): { readonly changes: number; readonly points: readonly Point[] } {
    const known = new Map<Kernels, number>([
      [this.none, Infinity],
      [this.all, 0],
    ]);
    const costs = (depth: number, value: number) => Number(value !== point[this.#order[depth]]);
    const least = (node: Kernels): number => {
      const found = known.get(node);
      if (found !== undefined) return found;
      const { depth, to } = this.#nodes[node];
      const best = Math.min(...to.map((next, value) => costs(depth, value) + least(next)));
      known.set(node, best);
      return best;
    };
    const points: Point[] = [];
    const collect = (node: Kernels, at: Point): void => {
      if (node === this.all) {
        points.push(at);
        return;
      }
      const { depth, to } = this.#nodes[node];
      for (const [value, next] of to.entries()) {
        if (costs(depth, value) + least(next) !== least(node)) continue;
        const then = at.slice();
        then[this.#order[depth]] = value;
        collect(next, then);
      }
    };
    const changes = least(set);
    if (changes < Infinity) collect(set, point);
    return { changes, points };
  }

  #size(depth: number): number {
    return sizes[this.#order[depth]];
  }

  /** How many ways there are to make the choices from a depth on before those of a node. */
  #between(from: number, node: Kernels): bigint {
    let ways = 1n;
    for (let depth = from; depth < this.#nodes[node].depth; depth++) ways *= BigInt(this.#size(depth));
    return ways;
  }

  #node(depth: number, to: readonly Kernels[]): Kernels {
    if (to.every((next) => next === to[0])) return to[0];
    const key = `${depth} ${to.join()}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#nodes.push({ depth, to });
    this.#known.set(key, this.#nodes.length - 1);
    return this.#nodes.length - 1;
  }
}
