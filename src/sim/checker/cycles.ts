import { BLOCKED, type Graph, type KeptGraph, Numbers, ROWS } from './graph.ts';

/** Runs that go on for ever: the cycles in a graph of states. */

/**
 * The states in an order in which each comes before all that it leads to; without those on cycles, and what only they lead to.
 */
export function topological({ tasks, states, successors }: KeptGraph): Int32Array {
  const waits = new Int32Array(states);
  for (const to of successors) if (to !== BLOCKED) waits[to]++;
  const order = new Int32Array(states);
  let known = 0;
  for (let state = 0; state < states; state++) if (waits[state] === 0) order[known++] = state;
  for (let next = 0; next < known; next++)
    for (let at = order[next] * tasks, end = at + tasks; at < end; at++) {
      const to = successors[at];
      if (to !== BLOCKED && --waits[to] === 0) order[known++] = to;
    }
  return order.subarray(0, known);
}

/** A strongly connected set of states that a weakly fair run can stay in for ever, by number. */
export type FairCycle = readonly number[];

/** The moves of a search, with those told apart that a task can come back from. */
interface Searched extends Graph {
  readonly kept: KeptGraph | null;
  loopRows(first: number, end: number, rows: Int32Array): number;
}

/**
 * Whether a state may be on a cycle; null if none is. On a cycle each task comes back to where it was, so all its moves are within loops of
 * the tasks' own: only those are followed where moves are not kept.
 */
export function repeating(search: Searched): ((state: number) => boolean) | null {
  const { kept, states } = search;
  const order = kept === null ? withoutLoops(search) : topological(kept);
  if (order.length === states) return null;
  const free = new Uint8Array(states);
  for (let i = 0; i < order.length; i++) free[order.at(i) as number] = 1;
  return (state) => free[state] === 0;
}

/** As {@link topological}, by moves within loops alone. */
function withoutLoops(search: Searched): Numbers {
  const { states, tasks } = search;
  const waits = new Int32Array(states);
  const rows = new Int32Array(ROWS * tasks);
  const order = new Numbers();
  for (let first = 0; first < states; first += ROWS) {
    const end = Math.min(first + ROWS, states);
    if (search.loopRows(first, end, rows) === 0) continue;
    for (let i = 0; i < (end - first) * tasks; i++) if (rows[i] !== BLOCKED) waits[rows[i]]++;
  }
  for (let state = 0; state < states; state++) if (waits[state] === 0) order.push(state);
  for (let next = 0; next < order.length; next++) {
    const state = order.at(next);
    if (search.loopRows(state, state + 1, rows) === 0) continue;
    for (let task = 0; task < tasks; task++)
      if (rows[task] !== BLOCKED && --waits[rows[task]] === 0) order.push(rows[task]);
  }
  return order;
}

/**
 * The sets of states among `within` that a weakly fair run can stay in for ever: strongly connected, with a
 * move inside, and each task either moves inside or cannot move in some state of the set. Looking at maximal
 * sets is enough: a task that can move in all states of a set and never inside it, does the same in each part.
 */
export function fairCycles(graph: Graph, within: (state: number) => boolean = () => true): FairCycle[] {
  const { tasks } = graph;
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
        const to = graph.successor(state, task);
        if (to === BLOCKED) rests[task] = true;
        else if (component[to] === component[state]) moves[task] = true;
      }
    if (moves.some(Boolean) && moves.every((moved, task) => moved || rests[task])) found.push([...set]);
  }
  return found;
}

function movesToItself(graph: Graph, state: number): boolean {
  for (let task = 0; task < graph.tasks; task++) if (graph.successor(state, task) === state) return true;
  return false;
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
export function components(graph: Graph, within: (state: number) => boolean): Components {
  const { tasks, states } = graph;
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
        const to = graph.successor(state, task);
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
