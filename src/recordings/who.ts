import type { Trace } from './traces.ts';

/** "5.10, 6.1": the kernels of these recordings, each once. */
export const kernelsOf = (group: readonly Trace[]): string =>
  [...new Set(group.map(({ kernel }) => kernel))].join(', ');

/**
 * Which of `among` are in `group`, as shortly as it can be said: "5.10, 6.1" for kernels on all file systems,
 * "ext4" for a file system on all kernels, "6.1 on xfs" for the rest.
 */
export function whoIn(group: readonly Trace[], among: readonly Trace[]): string {
  const whole = (key: 'kernel' | 'fs', value: string) =>
    among.every((trace) => trace[key] !== value || group.includes(trace));
  const said = (key: 'kernel' | 'fs') => {
    const values = [...new Set(group.map((trace) => trace[key]))].filter((value) => whole(key, value));
    return group.every((trace) => values.includes(trace[key])) ? values : null;
  };
  const simply = said('kernel') ?? said('fs');
  if (simply) return simply.join(', ');
  const byFs = Map.groupBy(group, ({ fs }) => fs);
  return [...byFs].map(([fs, some]) => (whole('fs', fs) ? fs : `${kernelsOf(some)} on ${fs}`)).join('; ');
}
