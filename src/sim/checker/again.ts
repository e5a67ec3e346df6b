import type { LocalState } from './automaton.ts';
import { ModelError } from './errors.ts';
import { BLOCKED } from './graph.ts';
import { impure } from './hidden.ts';
import type { Machine } from './machine.ts';
import type { Twins } from './rounds.ts';
import type { Search } from './search.ts';
import type { Operation } from './task.ts';

/** Guards and effects are run again: at once, and when the search is over. */

/**
 * Runs guards and effects again, the last states first: they must come to what they came to. And whatever else in this task
 * has the same name must do the same: it is one operation.
 */
export function runLater<S, N>(search: Search<S, N>, twins: readonly Twins<S, N>[], most: number): void {
  const { machine, tasks, followed } = search;
  const names = machine.automata.map(({ states }) => firstOfName(states));
  const apart = Math.max(1, followed / most);
  for (let place = Math.floor((followed - 1) / apart); place >= 0; place--) {
    const state = Math.floor(place * apart);
    search.load(state);
    for (let task = 0; task < tasks; task++) {
      const local = machine.local(task);
      const { operation } = local;
      if (operation === null) continue;
      const to = search.successor(state, task);
      const could = to !== BLOCKED;
      if (machine.enabled(task) !== could)
        throw impure(machine, task, operation, 'guard', 'answers otherwise');
      if (could) {
        machine.move(task);
        const same = search.isAt(to);
        search.load(state);
        if (!same) throw impure(machine, task, operation, 'effect', 'does something else');
      }
      const others = twins[task].get(local.index) ?? [];
      for (const other of [...others, names[task].get(operation.name) as Operation<S, N>])
        if (other !== operation) compare(machine, task, operation, other);
    }
  }
}

/** Whether two states, or two records, are the same. */
export const equal = (a: Uint32Array, b: Uint32Array): boolean => a.every((word, i) => word === b[i]);

/** For each name: the operation that the task came to first. */
function firstOfName<S, N>(states: readonly LocalState<S, N>[]): Map<string, Operation<S, N>> {
  const first = new Map<string, Operation<S, N>>();
  for (const { operation } of states)
    if (operation !== null && !first.has(operation.name)) first.set(operation.name, operation);
  return first;
}

/** Throws unless two operations of one name do the same in this state, and leaves the state as it was. */
function compare<S, N>(
  machine: Machine<S, N>,
  task: number,
  one: Operation<S, N>,
  other: Operation<S, N>,
): void {
  const { state } = machine;
  const before = state.slice();
  const tried = [one, other].map((operation) => {
    try {
      const can = machine.allows(task, operation);
      const observed = can ? machine.run(task, operation) : null;
      return { can, observed, after: state.slice(), error: null };
    } catch (error) {
      return { can: true, observed: null, after: before, error: (error as Error).message };
    } finally {
      state.set(before);
    }
  });
  const [a, b] = tried;
  if (a.can === b.can && a.observed === b.observed && a.error === b.error && equal(a.after, b.after)) return;
  throw new ModelError(
    `task ${machine.model.tasks[task].name} has two operations called '${one.name}' that do different things in one state. ` +
      'Give them names of their own; if a local that changes from round to round makes the difference, hand it on: ' +
      '`return again(local)`',
  );
}

/**
 * Asks again whether `task` can move; runs its operation twice if it can, and hears why if it cannot. Leaves the state as it was. Throws a
 * {@link ModelError} if one time differed from the other.
 */
export function audit<S, N>(machine: Machine<S, N>, task: number, can: boolean): void {
  const { state } = machine;
  const operation = machine.operation(task);
  if (operation === null) return;
  if (machine.enabled(task) !== can) throw impure(machine, task, operation, 'guard', 'answers otherwise');
  if (!can) {
    machine.because(task);
    return;
  }
  const before = state.slice();
  const observation = machine.move(task);
  const after = state.slice();
  state.set(before);
  const again = machine.move(task);
  const same = again === observation && equal(after, state);
  state.set(before);
  if (!same) throw impure(machine, task, operation, 'effect', 'does something else');
}
