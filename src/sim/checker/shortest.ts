import type { FairCycle } from './cycles.ts';
import { BLOCKED, type Graph, ROWS } from './graph.ts';

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
  const { tasks } = graph;
  const inside = new Set(cycle);
  const steps: number[] = [];
  let at = start;
  const go = (isGoal: (state: number, task: number, to: number) => boolean): void => {
    const path = pathInside(graph, inside, at, isGoal);
    for (const task of path) {
      steps.push(task);
      at = graph.successor(at, task);
    }
  };
  for (let task = 0; task < tasks; task++) {
    const moves = cycle.some((state) => inside.has(graph.successor(state, task)));
    const blocked = (state: number) => graph.successor(state, task) === BLOCKED;
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

/**
 * Fewest switches into each (state, last task), level by level over the moves that lead one level down; of the states from which
 * `wanted` can be reached in time, alone.
 */
function cheapestPath(graph: Graph, wanted: readonly number[], depth: number): number[] {
  if (depth === 0) return [];
  const { tasks } = graph;
  const { states, moves, place } = onTheWay(graph, wanted, depth);
  const FAR = 2 ** 32 - 1;
  const cost = new Uint32Array(states.length * tasks).fill(FAR);
  const parent = new Int32Array(states.length * tasks).fill(-1);
  /** The task that moves there, by its number before it moves. */
  const moved = new Uint8Array(states.length * tasks);
  for (let from = 0; from < states.length; from++)
    for (let task = 0; task < tasks; task++) {
      const to = moves[from * tasks + task];
      if (to === BLOCKED) continue;
      const into = to * tasks + (graph.mover?.(states[from], task) ?? task);
      for (let last = 0; last < tasks; last++) {
        const before = from === 0 ? 0 : cost[from * tasks + last];
        if (before === FAR) continue;
        const after = before + (from === 0 || last === task ? 0 : 1);
        if (after < cost[into]) {
          cost[into] = after;
          parent[into] = from * tasks + last;
          moved[into] = task;
        }
      }
    }
  let best = -1;
  for (const state of wanted)
    for (let last = 0; last < tasks; last++) {
      const here = (place.get(state) as number) * tasks + last;
      if (best < 0 || cost[here] < cost[best]) best = here;
    }
  const steps: number[] = [];
  for (let at = best; at >= tasks; at = parent[at]) steps.push(moved[at]);
  return steps.reverse();
}

/** The states that lie on some shortest way to `wanted`, at level `depth`, ascending; and the moves along them, by their places in that list. */
function onTheWay(graph: Graph, wanted: readonly number[], depth: number) {
  const { tasks, levels } = graph;
  const rows = new Int32Array(ROWS * tasks);
  const isOn = new Uint8Array(levels[depth + 1]);
  for (const state of wanted) isOn[state] = 1;
  // Backwards, as whether a state is on the way is known when it is known of the level after it.
  for (let level = depth - 1; level >= 0; level--) {
    const next = levels[level + 1];
    for (let first = levels[level]; first < next; first += ROWS) {
      const end = Math.min(first + ROWS, next);
      graph.rows(first, end, rows);
      for (let i = 0; i < (end - first) * tasks; i++)
        if (rows[i] >= next && isOn[rows[i]]) isOn[first + Math.floor(i / tasks)] = 1;
    }
  }
  const states: number[] = [];
  for (let state = isOn.indexOf(1); state >= 0; state = isOn.indexOf(1, state + 1)) states.push(state);
  const place = new Map(states.map((state, i) => [state, i]));
  const moves = new Int32Array(states.length * tasks);
  let level = 0;
  for (const [i, state] of states.entries()) {
    while (levels[level + 1] <= state) level++;
    for (let task = 0; task < tasks; task++) {
      const to = level < depth ? graph.successor(state, task) : BLOCKED;
      moves[i * tasks + task] = to >= levels[level + 1] ? (place.get(to) ?? BLOCKED) : BLOCKED;
    }
  }
  return { states, moves, place };
}

/** Tasks to move, inside a set of states, until a move reaches the goal; breadth-first. */
function pathInside(
  graph: Graph,
  inside: ReadonlySet<number>,
  start: number,
  isGoal: (state: number, task: number, to: number) => boolean,
): number[] {
  const cameFrom = new Map<number, { state: number; task: number } | null>([[start, null]]);
  for (const state of cameFrom.keys()) {
    for (let task = 0; task < graph.tasks; task++) {
      const to = graph.successor(state, task);
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
