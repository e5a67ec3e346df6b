import { cellOf, keyOf, type Seen, type SeenCell } from './cell.ts';
import { describe } from './describe.ts';
import { kernels, scenarioIn, type Trace, traces } from './traces.ts';
import { whoIn } from './who.ts';

/** A scenario as a table: a row for each step, a column for the kernels and file systems that came out equal. */
export interface Recording {
  readonly scenario: string;
  /** What it is about, in one sentence. */
  readonly about: string;
  readonly rows: readonly StepRow[];
  readonly columns: readonly Column[];
  /** "ext4 and xfs alike", "xfs"; empty where the columns say it. */
  readonly fileSystems: string;
  /** Who did not do it, and why. */
  readonly skipped: readonly { readonly who: string; readonly why: string }[];
}

export interface StepRow {
  /** Its name in the recordings. */
  readonly step: string;
  /** From 1, among all steps of the scenario. */
  readonly number: number;
  /** What was done, in words. */
  readonly does: string;
}

/** A column with a cell for each row. */
export interface Column {
  readonly title: string;
  /** The recordings that it stands for. */
  readonly traces: readonly Trace[];
  readonly cells: readonly SeenCell[];
}

/** What to show of a scenario; everything if not said. */
export interface Part {
  /** Series with commas between them: "6.12,6.18". */
  readonly kernels?: string | undefined;
  /** The first step and the last: "vmsplice,ten_seconds_later"; without a last, up to the end. */
  readonly steps?: string | undefined;
}

/** The recordings of `scenario` as a table. Throws, with what there is, for a scenario, kernel or step that is not there. */
export function recordingOf(scenario: string, part: Part = {}): Recording {
  const chosen = tracesOf(part.kernels);
  const { about } = scenarioIn(chosen[0], scenario);
  const done = chosen.filter((trace) => scenarioIn(trace, scenario).skip === undefined);
  if (done.length === 0) throw new Error(`${scenario} was not done on ${part.kernels ?? 'any kernel'}`);
  const order = stepsOf(scenario, done);
  const names = range(order, part.steps, scenario);
  const rows = names.map((step) => rowOf(scenario, step));
  const groups = [...Map.groupBy(done, (trace) => keyOfAll(scenario, names, trace)).values()];
  const titles = titlesOf(groups);
  const columns = groups.map((group, i) => ({
    title: titles.columns[i],
    traces: group,
    cells: names.map((step, row) =>
      cellOf(seenAt(scenario, step, group), row === 0 ? [] : seenAt(scenario, names[row - 1], group)),
    ),
  }));
  return {
    scenario,
    about,
    rows,
    columns,
    fileSystems: titles.fileSystems,
    skipped: skips(scenario, chosen),
  };
}

/** A step of a scenario, as tables name it. Throws, with the steps there are, for one that is not there. */
export function rowOf(scenario: string, step: string): StepRow {
  range(stepsOf(scenario), step, scenario);
  const [{ step: one }] = seenAt(scenario, step, traces);
  return { step, number: stepsOf(scenario).indexOf(step) + 1, does: describe(one) };
}

/** The recordings of these series, or all. Throws, with the series there are, for one that was not recorded. */
export function tracesOf(wanted?: string): readonly Trace[] {
  if (wanted === undefined) return traces;
  const series = wanted.split(',').map((one) => one.trim());
  const strange = series.find((one) => !kernels.includes(one));
  if (strange !== undefined)
    throw new Error(`there is no recording of kernel '${strange}'; there are ${kernels.join(', ')}`);
  return traces.filter(({ kernel }) => series.includes(kernel));
}

/** What was seen after a step of a scenario, in those of `among` that did it. */
export function seenAt(scenario: string, step: string, among: readonly Trace[]): Seen[] {
  return among.flatMap((trace) =>
    scenarioIn(trace, scenario)
      .steps.filter((one) => one.step === step)
      .map((one) => ({ trace, step: one })),
  );
}

/** The names of all steps of a scenario in order: a step that only some do stands behind the one it follows there. */
export function stepsOf(scenario: string, among: readonly Trace[] = traces): string[] {
  const order: string[] = [];
  for (const trace of among)
    for (const [i, { step }] of scenarioIn(trace, scenario).steps.entries()) {
      if (order.includes(step)) continue;
      const before = scenarioIn(trace, scenario).steps[i - 1]?.step;
      order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, step);
    }
  return order;
}

/** Throws, with the steps there are, where `steps` names one that is not there. */
function range(order: readonly string[], steps: string | undefined, scenario: string): readonly string[] {
  if (steps === undefined) return order;
  const [from, to] = steps.split(',').map((name) => {
    const at = order.indexOf(name.trim());
    if (at < 0) throw new Error(`${scenario} has no step '${name.trim()}'; it has ${order.join(', ')}`);
    return at;
  });
  const end = to ?? order.length - 1;
  if (end < from) throw new Error(`${scenario}: the steps '${steps}' end before they begin`);
  return order.slice(from, end + 1);
}

function keyOfAll(scenario: string, names: readonly string[], trace: Trace): string {
  return JSON.stringify(names.map((name) => seenAt(scenario, name, [trace]).map(({ step }) => keyOf(step))));
}

/** What columns are called: kernels alone where both file systems are in the same columns, which is then said once. */
function titlesOf(groups: readonly (readonly Trace[])[]): { columns: string[]; fileSystems: string } {
  const of = (group: readonly Trace[]) =>
    Map.groupBy(new Set(group.map(({ kernel }) => kernel)), (kernel) => {
      const both = group.filter((trace) => trace.kernel === kernel);
      return both.map(({ fs }) => fs).join(' and ');
    });
  const all = new Set(groups.flatMap((group) => [...of(group).keys()]));
  const [only] = all.size === 1 ? all : [];
  const columns = groups.map((group) =>
    [...of(group)].map(([fs, names]) => names.join(', ') + (only ? '' : ` on ${fs}`)).join('; '),
  );
  return { columns, fileSystems: only ? `${only}${only.includes(' ') ? ' alike' : ''}` : '' };
}

/** "ext4; 5.10 on xfs": who skipped a scenario, by the reason given. */
function skips(scenario: string, among: readonly Trace[]): { who: string; why: string }[] {
  const skipping = among.filter((trace) => scenarioIn(trace, scenario).skip !== undefined);
  const by = Map.groupBy(skipping, (trace) => scenarioIn(trace, scenario).skip ?? '');
  return [...by].map(([why, group]) => ({ who: whoIn(group, among), why }));
}
