import type { State } from './state.ts';
import type { Thread } from './step.ts';

/**
 * GUP-fast runs with interrupts off, which makes it an RCU reader. percpu_ref_kill() switches the pgmap's count to
 * atomic mode through call_rcu(), and holds a reference until that has run: so removal waits for every GUP-fast
 * that was under way when the pgmap was killed. That is how it works, not what the interface promises
 * (lib/percpu-refcount.c, as of 0b77b9706662).
 */

/** Interrupts are off from here on. */
export function beginReading({ process }: State, t: Thread): void {
  process[t.process].readers |= 1 << (t.me - 1);
}

/**
 * Interrupts are on again. The model lets that happen together with the last step of GUP-fast that touches the
 * page: what comes after it there touches none, so nobody can tell. False, for steps that end without the page.
 */
export function endReading({ device, process }: State, t: Thread): false {
  process[t.process].readers &= ~(1 << (t.me - 1));
  device.graceFor &= ~(1 << (t.me - 1));
  return false;
}

/** A grace period starts: it waits for the readers of now, and for no later ones. */
export function startGracePeriod({ device, process }: State): void {
  for (const { readers } of process) device.graceFor |= readers;
}

/** The tasks that the grace period still waits for, as a set. */
export function awaitedReaders({ device }: Readonly<State>): number {
  return device.graceFor;
}
