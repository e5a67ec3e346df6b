import { rowOf, type StepRow, seenAt, stepsOf } from './recording.ts';
import { type Trace, traces } from './traces.ts';
import { whoIn } from './who.ts';

/** What the table of a scenario leaves out: whole stacks, and whole lines of the kernel's log. */

/** A call that did not return, with the stacks in which it was seen. */
export interface BlockedCall {
  readonly who: string;
  readonly op: string;
  readonly state: string;
  /** The step after which it was seen first. */
  readonly since: StepRow;
  readonly stacks: readonly {
    /** Innermost first. */
    readonly functions: readonly string[];
    /** On which recordings: "6.18 on ext4". */
    readonly seenOn: string;
  }[];
}

/** The calls of a scenario that were seen blocked, in the order in which they were. */
export function blockedCalls(scenario: string): BlockedCall[] {
  const seen = stepsOf(scenario).flatMap((step) =>
    seenAt(scenario, step, traces).flatMap(({ trace, step: { blocked = [] } }) =>
      blocked.map((call) => ({ trace, step, ...call })),
    ),
  );
  const calls = Map.groupBy(seen, ({ who, op, state }) => `${who} ${op} ${state}`);
  return [...calls.values()].map((same) => {
    const stacks = Map.groupBy(same, ({ stack }) => stack.join());
    return {
      who: same[0].who,
      op: same[0].op,
      state: same[0].state,
      since: rowOf(scenario, same[0].step),
      stacks: [...stacks.values()].map((group) => ({
        functions: group[0].stack,
        seenOn: seenOn(group.map(({ trace }) => trace)),
      })),
    };
  });
}

/** What kernels logged after a step. */
export interface Logged {
  readonly after: StepRow;
  readonly lines: readonly { readonly text: string; readonly seenOn: string }[];
}

/** The steps of a scenario after which a kernel logged something, with the lines, and who logged them. */
export function logged(scenario: string): Logged[] {
  return stepsOf(scenario).flatMap((step) => {
    const seen = seenAt(scenario, step, traces);
    const lines = seen.flatMap(({ trace, step: { dmesg = [] } }) => dmesg.map((text) => ({ trace, text })));
    if (lines.length === 0) return [];
    return {
      after: rowOf(scenario, step),
      lines: [...Map.groupBy(lines, ({ text }) => text)].map(([text, by]) => ({
        text,
        seenOn: seenOn(by.map(({ trace }) => trace)),
      })),
    };
  });
}

/** Recordings in their order, each once, by name. */
const seenOn = (some: readonly Trace[]): string =>
  whoIn(
    traces.filter((trace) => some.includes(trace)),
    traces,
  );
