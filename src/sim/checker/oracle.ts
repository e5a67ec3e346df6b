import type { Model, Predicate, Property } from './model.ts';
import type { Packed } from './record.ts';
import { LoopTop, type Operation, type Task } from './task.ts';

/**
 * A second checker, for tests and the benchmark alone: as dumb as can be, and sharing no code with the first
 * that it could share a mistake with. States are plain objects, told apart by their JSON; programs are run
 * from their start for each step; sets are searched, not numbered.
 */

/** A task as the oracle runs it: what it does next and where an observation leads, for a local state in JSON. */
export interface Runner<S> {
  readonly name: string;
  readonly start: unknown;
  operation(local: unknown): Operation<S> | null;
  advance(local: unknown, observation: number): unknown;
}

/** One state: its shared variables, its tasks' local states, and where each task leads (null: it cannot move). */
export interface Node<S> {
  readonly key: string;
  readonly shared: S;
  readonly locals: readonly unknown[];
  readonly moves: (Node<S> | null)[];
}

export interface Found<S> {
  readonly runners: readonly Runner<S>[];
  readonly first: Node<S>;
  readonly nodes: readonly Node<S>[];
}

/** The local state of a task that has finished, however it did. */
export const FINISHED: readonly number[] = [-1];

/** A generator as a runner. Its local state is the list of its observations, with whole rounds of loops left out. */
export function historyRunner<S>({ name, program }: Task<S>): Runner<S> {
  const run = (
    history: readonly number[],
  ): { operation: Operation<S> | null; history: readonly number[] } => {
    const passed: { top: LoopTop; at: number }[] = [];
    const body = program();
    let fed = 0;
    for (let step = body.next(); !step.done; ) {
      const { value } = step;
      if (value instanceof LoopTop) {
        const before = passed.find(({ top }) => top.loop === value.loop && top.locals === value.locals);
        if (before && fed === history.length) return run(history.slice(0, before.at));
        if (!before) passed.push({ top: value, at: fed });
        step = body.next(0);
      } else {
        if (fed === history.length) return { operation: value, history };
        step = body.next(history[fed++]);
      }
    }
    return { operation: null, history: FINISHED };
  };
  return {
    name,
    start: run([]).history,
    operation: (local) => (local === FINISHED ? null : run(local as number[]).operation),
    advance: (local, observation) => run([...(local as number[]), observation]).history,
  };
}

/** All reachable states, or null if there are more than `limit`. */
export function enumerate<S>(
  model: Pick<Model<S>, 'record' | 'initial' | 'tasks'>,
  limit = Number.POSITIVE_INFINITY,
  runners: readonly Runner<S>[] = model.tasks.map(historyRunner),
): Found<S> | null {
  const known = new Map<string, Node<S>>();
  const waiting: Node<S>[] = [];
  const meet = (shared: S, locals: readonly unknown[]): Node<S> => {
    const key = JSON.stringify([shared, locals]);
    const node = known.get(key) ?? { key, shared, locals, moves: [] };
    if (!known.has(key)) {
      known.set(key, node);
      waiting.push(node);
    }
    return node;
  };

  const shared = lowest(model.record);
  model.initial(shared);
  const first = meet(
    shared,
    runners.map(({ start }) => start),
  );
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (known.size > limit) return null;
    for (const [i, runner] of runners.entries()) {
      const operation = runner.operation(node.locals[i]);
      if (operation === null || operation.when?.(node.shared) === false) {
        node.moves.push(null);
        continue;
      }
      const after = structuredClone(node.shared);
      const observation = Number(operation.effect?.(after) ?? 0);
      const local = runner.advance(node.locals[i], observation);
      node.moves.push(meet(after, node.locals.with(i, local)));
    }
  }
  return { runners, first, nodes: [...known.values()] };
}

/** The record with each variable at its low end, as a plain object. */
function lowest<S>({ fields }: Packed<S>): S {
  const root: Record<string, unknown> = {};
  for (const { place, low } of fields) {
    let at = root;
    for (const [i, name] of place.entries()) {
      const below = place[i + 1];
      at[name] ??= below === undefined ? low : typeof below === 'number' ? [] : {};
      at = at[name] as Record<string, unknown>;
    }
  }
  return root as S;
}

/** What the oracle says of one property. */
export interface Opinion<S> {
  readonly verdict: 'holds' | 'fails';
  /** Bad states (those a run can stay in), or good ones. */
  readonly witnesses: readonly Node<S>[];
  /** Those that a shortest schedule may lead into: dead ends only, where there are any. */
  readonly targets: readonly Node<S>[];
  readonly lasso: boolean;
}

export function judge<S>(found: Found<S>, property: Property<S>): Opinion<S> {
  const where = (predicate: Predicate<S>) => found.nodes.filter((node) => satisfies(found, node, predicate));
  if (property.kind !== 'not-for-ever') {
    const witnesses = where(property.kind === 'sometimes' ? property.good : property.bad);
    const verdict = witnesses.length > 0 === (property.kind === 'sometimes') ? 'holds' : 'fails';
    return { verdict, witnesses, targets: witnesses, lasso: false };
  }
  const bad = where(property.bad);
  const stuck = bad.filter(({ moves }) => moves.every((to) => to === null));
  const going = bad.filter((node) => staysFairly(node, new Set(bad)));
  const witnesses = [...stuck, ...going];
  return {
    verdict: witnesses.length > 0 ? 'fails' : 'holds',
    witnesses,
    targets: stuck.length > 0 ? stuck : going,
    lasso: stuck.length === 0 && going.length > 0,
  };
}

export function satisfies<S>({ runners }: Found<S>, node: Node<S>, predicate: Predicate<S>): boolean {
  return predicate(node.shared, (name) => {
    const i = runners.findIndex((runner) => runner.name === name);
    return runners[i].operation(node.locals[i]) === null;
  });
}

/** Whether a weakly fair run can go round among `bad` states through this one for ever. */
function staysFairly<S>(node: Node<S>, bad: ReadonlySet<Node<S>>): boolean {
  const round = [...reach(node, bad)].filter((other) => reach(other, bad).has(node));
  return (
    round.length > 0 &&
    node.moves.every((_, task) =>
      round.some(({ moves }) => moves[task] === null || round.includes(moves[task] as Node<S>)),
    )
  );
}

const reached = new WeakMap<ReadonlySet<unknown>, Map<unknown, Set<unknown>>>();

/** What one or more moves inside `within` lead to. Remembered, or a test would take minutes. */
function reach<S>(from: Node<S>, within: ReadonlySet<Node<S>>): Set<Node<S>> {
  const answers = reached.get(within) ?? new Map<unknown, Set<unknown>>();
  reached.set(within, answers);
  const known = answers.get(from);
  if (known) return known as Set<Node<S>>;
  const met = new Set<Node<S>>();
  const waiting = [from];
  for (let node = waiting.pop(); node; node = waiting.pop())
    for (const to of node.moves)
      if (to && within.has(to) && !met.has(to)) {
        met.add(to);
        waiting.push(to);
      }
  answers.set(from, met);
  return met;
}

/** Steps and, among the shortest, context switches that it takes to reach each state with each last task. */
export function distances<S>(found: Found<S>): (targets: readonly Node<S>[]) => [number, number] | null {
  type Cost = [steps: number, switches: number];
  const less = (a: Cost, b: Cost | undefined) => !b || a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
  const best = new Map<Node<S>, (Cost | undefined)[]>(found.nodes.map((node) => [node, []]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of found.nodes)
      for (const [task, to] of node.moves.entries()) {
        if (to === null) continue;
        const ways: Cost[] = node === found.first ? [[1, 0]] : [];
        (best.get(node) as (Cost | undefined)[]).forEach((cost, last) => {
          if (cost) ways.push([cost[0] + 1, cost[1] + (last === task ? 0 : 1)]);
        });
        const there = best.get(to) as (Cost | undefined)[];
        for (const way of ways)
          if (less(way, there[task])) {
            there[task] = way;
            changed = true;
          }
      }
  }
  return (targets) => {
    if (targets.includes(found.first)) return [0, 0];
    let nearest: Cost | undefined;
    for (const target of targets)
      for (const cost of best.get(target) as (Cost | undefined)[])
        if (cost && less(cost, nearest)) nearest = cost;
    return nearest ?? null;
  };
}

/** Complete schedules, counted by walking them; null if one of them has no end. */
export function countWalks<S>({ first }: Found<S>): bigint | null {
  const counted = new Map<Node<S>, bigint | null | 'open'>();
  const count = (node: Node<S>): bigint | null => {
    const known = counted.get(node);
    if (known === 'open') return null;
    if (known !== undefined) return known;
    counted.set(node, 'open');
    const ways = node.moves.filter((to) => to !== null).map(count);
    const sum = ways.length === 0 ? 1n : ways.reduce((a, b) => (a === null || b === null ? null : a + b), 0n);
    counted.set(node, sum);
    return sum;
  };
  return count(first);
}
