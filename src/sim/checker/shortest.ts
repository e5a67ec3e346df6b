import type { FairCycle } from './graph.ts';
import { BLOCKED, type Graph } from './graph.ts';

/**
 * Of the shortest schedules into any of `targets`, one with the fewest context switches: people read runs of
 * one task, not interleavings. The choice among equals is fixed by the order of tasks, so it is always the same.
 * Null if there are no targets.
 */
export function shortestSchedule(graph: Graph, targets: readonly number[]): number[] | null {
  const nearest = targets.length === 0 ? -1 : levelOf(graph, lowest(targets));
  if (nearest < 0) return null;
  const wanted = targets.filter((state) => levelOf(graph, state) === nearest);
  return cheapestPath(graph, wanted, nearest);
}

/**
 * A way round `cycle` from `start` (a member) that shows it to be fair: each task moves in it, or passes a
 * state in which it cannot.
 */
export function wayRound(graph: Graph, cycle: FairCycle, start: number): number[] {
  const { tasks, successors } = graph;
  const inside = new Set(cycle);
  const steps: number[] = [];
  let at = start;
  const go = (isGoal: (state: number, task: number, to: number) => boolean): void => {
    const path = pathInside(successors, tasks, inside, at, isGoal);
    for (const task of path) {
      steps.push(task);
      at = successors[at * tasks + task];
    }
  };
  for (let task = 0; task < tasks; task++) {
    const moves = cycle.some((state) => inside.has(successors[state * tasks + task]));
    const blocked = (state: number) => successors[state * tasks + task] === BLOCKED;
    if (moves) go((_state, mover) => mover === task);
    else if (!blocked(at)) go((_state, _mover, to) => blocked(to));
  }
  if (at !== start || steps.length === 0) go((_state, _mover, to) => to === start);
  return steps;
}

/** The number of steps that it takes to reach `state`. */
export function levelOf({ levels }: Graph, state: number): number {
  let low = 0;
  let high = levels.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (levels[middle] <= state) low = middle;
    else high = middle;
  }
  return low;
}

function lowest(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => (a < b ? a : b));
}

/** Fewest switches into each (state, last task), level by level over the moves that lead one level down. */
function cheapestPath(graph: Graph, wanted: readonly number[], depth: number): number[] {
  const { tasks, levels, successors } = graph;
  const states = levels[depth + 1];
  const FAR = 2 ** 32 - 1;
  const cost = new Uint32Array(states * tasks).fill(FAR);
  const parent = new Int32Array(states * tasks).fill(-1);
  for (let state = 0; state < levels[depth]; state++) {
    const nextLevel = levels[levelOf(graph, state) + 1];
    for (let task = 0; task < tasks; task++) {
      const to = successors[state * tasks + task];
      if (to === BLOCKED || to < nextLevel) continue;
      for (let last = 0; last < tasks; last++) {
        const before = state === 0 ? 0 : cost[state * tasks + last];
        if (before === FAR) continue;
        const after = before + (state === 0 || last === task ? 0 : 1);
        if (after < cost[to * tasks + task]) {
          cost[to * tasks + task] = after;
          parent[to * tasks + task] = state * tasks + last;
        }
      }
    }
  }
  if (depth === 0) return [];
  let best = -1;
  for (const state of wanted)
    for (let last = 0; last < tasks; last++) {
      const here = state * tasks + last;
      if (best < 0 || cost[here] < cost[best]) best = here;
    }
  const steps: number[] = [];
  for (let at = best; at >= tasks; at = parent[at]) steps.push(at % tasks);
  return steps.reverse();
}

/** Tasks to move, inside a set of states, until a move reaches the goal; breadth-first. */
function pathInside(
  successors: Int32Array,
  tasks: number,
  inside: ReadonlySet<number>,
  start: number,
  isGoal: (state: number, task: number, to: number) => boolean,
): number[] {
  const cameFrom = new Map<number, { state: number; task: number } | null>([[start, null]]);
  for (const state of cameFrom.keys()) {
    for (let task = 0; task < tasks; task++) {
      const to = successors[state * tasks + task];
      if (!inside.has(to)) continue;
      if (isGoal(state, task, to)) {
        const path = [task];
        for (let step = cameFrom.get(state); step; step = cameFrom.get(step.state)) path.push(step.task);
        return path.reverse();
      }
      if (!cameFrom.has(to)) cameFrom.set(to, { state, task });
    }
  }
  return [];
}
