import { BLOCKED, type Graph } from './explore.ts';

/**
 * What only the finished graph of states can tell: which runs go on for ever, where nothing moves any more,
 * how many complete schedules there are.
 */

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
export function fairCycles(
  { tasks, states, successors }: Graph,
  within: (state: number) => boolean = () => true,
): FairCycle[] {
  const { component, members } = components(successors, states, tasks, within);
  const found: FairCycle[] = [];
  for (const set of members) {
    const moves = new Array<boolean>(tasks).fill(false);
    const rests = new Array<boolean>(tasks).fill(false);
    for (const state of set)
      for (let task = 0; task < tasks; task++) {
        const to = successors[state * tasks + task];
        if (to === BLOCKED) rests[task] = true;
        else if (component[to] === component[state]) moves[task] = true;
      }
    if (moves.some(Boolean) && moves.every((moved, task) => moved || rests[task])) found.push(set);
  }
  return found;
}

/**
 * How many different complete schedules there are: paths from the first state to one where nothing moves.
 * Null if a cycle makes them infinitely many.
 */
export function countSchedules({ tasks, states, successors }: Graph): bigint | null {
  const { members } = components(successors, states, tasks, () => true);
  if (members.length < states) return null;
  // Tarjan finishes components in reverse topological order: a state comes after all that it leads to.
  const paths = new Array<bigint>(states).fill(0n);
  for (const [state] of members as [number][]) {
    let sum = 0n;
    let moves = 0;
    for (let task = 0; task < tasks; task++) {
      const to = successors[state * tasks + task];
      if (to === state) return null;
      if (to === BLOCKED) continue;
      moves++;
      sum += paths[to] as bigint;
    }
    paths[state] = moves === 0 ? 1n : sum;
  }
  return paths[0] as bigint;
}

/** Strongly connected components of the states `within`, by Tarjan's algorithm without recursion. */
function components(
  successors: Int32Array,
  states: number,
  tasks: number,
  within: (state: number) => boolean,
): { component: Int32Array; members: number[][] } {
  const component = new Int32Array(states).fill(-1);
  const order = new Int32Array(states);
  const low = new Int32Array(states);
  const nextTask = new Uint8Array(states);
  const members: number[][] = [];
  const open: number[] = [];
  const path: number[] = [];
  let met = 0;

  for (let root = 0; root < states; root++) {
    if (order[root] !== 0 || !within(root)) continue;
    enter(root);
    while (path.length > 0) {
      const state = path[path.length - 1];
      const task = nextTask[state];
      if (task < tasks) {
        nextTask[state] = task + 1;
        const to = successors[state * tasks + task];
        if (to === BLOCKED || !within(to)) continue;
        if (order[to] === 0) enter(to);
        else if (component[to] === -1) low[state] = Math.min(low[state], order[to]);
      } else {
        path.pop();
        const parent = path[path.length - 1];
        if (parent !== undefined) low[parent] = Math.min(low[parent], low[state]);
        if (low[state] === order[state]) close(state);
      }
    }
  }
  return { component, members };

  function enter(state: number): void {
    order[state] = low[state] = ++met;
    open.push(state);
    path.push(state);
  }

  function close(root: number): void {
    const set: number[] = [];
    let state: number;
    do {
      state = open.pop() as number;
      component[state] = members.length;
      set.push(state);
    } while (state !== root);
    members.push(set);
  }
}
