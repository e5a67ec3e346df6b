import { calibrate, type Exception, modelled } from '../calibration/index.ts';
import { count } from '../text/layout.ts';
import type { Column, Recording } from './recording.ts';
import { scenarioIn } from './traces.ts';
import { kernelsOf } from './who.ts';

/** What the model does in the steps of a recording: the last row of its table. */
export interface ModelRow {
  /** One for each column: "v5.17 for 5.10, gup-put for 6.1, 6.12: the same in all 9 steps". */
  readonly cells: readonly string[];
  /** Sentences: why a step is not compared in full. */
  readonly notes: readonly string[];
}

/** Replays the recordings of a table through the designs that their kernels implement. */
export function modelRow(recording: Recording): ModelRow {
  const columns = recording.columns.map((column) => {
    const steps = replayed(recording, column);
    return { title: column.title, words: `${designs(recording, column)}: ${agreement(steps)}`, steps };
  });
  const reasons = columns.flatMap(({ title, steps }) =>
    steps.flatMap(({ number, exception }) => (exception ? { title, number, exception } : [])),
  );
  const notes = [...Map.groupBy(reasons, ({ exception }) => exception)].map(([{ reason, compared }, of]) => {
    const titles = [...new Set(of.map(({ title }) => title))].join('; ');
    const first = Math.min(...of.map(({ number }) => number));
    return compared === 'counts'
      ? `On ${titles} step ${first} is compared by counts alone. ${reason}`
      : `On ${titles} the model is not compared from step ${first} on. ${reason}`;
  });
  return { cells: columns.map(({ words }) => words), notes };
}

/** A step of a table in the model, over all recordings of a column. */
interface Replayed {
  readonly number: number;
  readonly isCompared: boolean;
  readonly differences: readonly string[];
  readonly exception: Exception | undefined;
}

function replayed({ scenario, rows }: Recording, { traces }: Column): Replayed[] {
  return rows.flatMap(({ step, number }) => {
    const same = traces.flatMap((trace) =>
      calibrate(trace, scenarioIn(trace, scenario)).filter((one) => one.step.step === step),
    );
    if (same.length === 0) return [];
    return {
      number,
      isCompared: same.every(({ isCompared }) => isCompared),
      differences: same.flatMap(({ differences }) => differences),
      exception: same.find(({ exception }) => exception)?.exception,
    };
  });
}

/** "v5.17 for 5.10, gup-put for 6.1, 6.12" */
function designs({ scenario }: Recording, { traces }: Column): string {
  const by = Map.groupBy(traces, (trace) => modelled(trace, scenarioIn(trace, scenario)).design.id);
  const named = [...by].map(([id, some]) => (by.size === 1 ? id : `${id} for ${kernelsOf(some)}`));
  return named.join(', ');
}

function agreement(steps: readonly Replayed[]): string {
  const compared = steps.filter(({ isCompared }) => isCompared);
  const differing = compared.filter(({ differences }) => differences.length > 0);
  if (compared.length === 0) return 'not compared';
  if (differing.length > 0)
    return `differs in ${differing.map(({ number, differences }) => `step ${number} (${differences.join('; ')})`).join(', ')}`;
  if (compared.length < steps.length)
    return `the same in ${compared.length} of ${count(steps.length, 'step')}`;
  return steps.length === 1 ? 'the same' : `the same in all ${count(steps.length, 'step')}`;
}
