/** A warning or an oops, by the function in which the kernel had it. */
export interface Trouble {
  readonly kind: 'WARNING' | 'Oops';
  readonly fn: string;
}

/** What a line of a recorded kernel log says of trouble; null for any other line, as what file systems say. */
export function troubleIn(line: string): Trouble | null {
  // Newer kernels have "file:line at function", older ones "at file:line function".
  const [, warned] = /^WARNING: (?:at \S+|\S+ at) (\w+)/.exec(line) ?? [];
  if (warned) return { kind: 'WARNING', fn: warned };
  const [, died] = /^RIP: \w+:(\w+)/.exec(line) ?? [];
  return died ? { kind: 'Oops', fn: died } : null;
}

/** All the trouble of a step, in the order of its log. */
export const troublesIn = ({ dmesg = [] }: { readonly dmesg?: readonly string[] | undefined }): Trouble[] =>
  dmesg.flatMap((line) => troubleIn(line) ?? []);
