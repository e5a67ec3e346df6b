import type { Landmark } from './sources.ts';
import type { State } from './state.ts';
import { type Kernel, type Step, step, type Thread } from './step.ts';

/** A lock that many may share or one may own: a set of task numbers, and one. */
interface SharedLock {
  shared: number;
  exclusive: number;
}

type Find = (s: State) => SharedLock;

/** Takes a lock shared: waits while somebody owns it, and as `also` says. `effect` looks at something under it. */
export function lockShared(
  t: Thread,
  at: Landmark,
  name: string,
  find: Find,
  { when, because, effect, ...also }: Parameters<typeof step>[2] = {},
): Step {
  const isFree = (s: State) => find(s).exclusive === 0;
  return step(t, at, {
    ...also,
    when: (s) => isFree(s) && (when?.(s) ?? true),
    because: (s) => (isFree(s) && because ? because(s) : held(t.kernel, name, find(s))),
    effect: (s) => {
      find(s).shared |= bitOf(t);
      return effect?.(s);
    },
  });
}

/** Takes a lock for itself: waits while anybody else has it. `effect` looks at something under it. */
export function lockExclusive(
  t: Thread,
  at: Landmark,
  name: string,
  find: Find,
  { effect, says }: Pick<Parameters<typeof step>[2], 'effect' | 'says'> = {},
): Step {
  return step(t, at, {
    ...(says && { says }),
    when: (s) => find(s).exclusive === 0 && find(s).shared === 0,
    because: (s) => held(t.kernel, name, find(s)),
    effect: (s) => {
      find(s).exclusive = t.me;
      return effect?.(s);
    },
  });
}

/** Lets a lock go, whichever way the thread has it. */
export function unlock(t: Thread, at: Landmark, find: Find): Step {
  return step(t, at, {
    effect: (s) => {
      const lock = find(s);
      if (lock.exclusive === t.me) lock.exclusive = 0;
      lock.shared &= ~bitOf(t);
    },
  });
}

/** The invalidate_lock of the file that a page belongs to. */
export const invalidateLock = ({ kernel }: Thread, page: number): Find => {
  const file = kernel.layout.file[page];
  return (s) => s.invalidateLock[file];
};
export const mmapLock = (process: number): Find => {
  return (s) => s.process[process].mmapLock;
};

/** "invalidate_lock is held by trunc", for somebody who waits. */
export function held({ tasks }: Kernel, name: string, { shared, exclusive }: SharedLock): string {
  const holders = tasks.filter((_, i) => exclusive === i + 1 || shared & (1 << i));
  return `${name} is held ${exclusive ? '' : 'shared '}by ${holders.join(' and ')}`;
}

const bitOf = ({ me }: Thread): number => 1 << (me - 1);
