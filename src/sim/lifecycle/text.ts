import { type FactId, factPlace, facts } from '../../facts/facts.ts';
import { count, hanging, toAscii, WIDTH, wrap } from '../../text/layout.ts';
import { countMeans, functionsOf, type LifeCycle, type Stage, stageOf } from './index.ts';

/** The life of a page in plain text: each condition with its counts, what leads out of it, and where to read that. */
export function lifeCycleLines(life: LifeCycle): string[] {
  return [
    ...titleLines(life),
    ...wrap(`${count(life.states, 'state')} in example ${life.example.id}.`),
    '',
    ...life.stages.flatMap((stage) => [...stageLines(life, stage), '']),
    ...sourceLines(life),
  ].map(toAscii);
}

/** What each count can mean, in plain text. */
export function countMeansLines(life: LifeCycle): string[] {
  return [
    ...titleLines(life),
    ...countMeans(life).flatMap(({ count, settled, passing }) => {
      const lines = [
        ...(settled.length > 0 ? wrap(names(settled), WIDTH - MARGIN, '  ') : []),
        ...(passing.length > 0 ? wrap(`in passing: ${names(passing)}`, WIDTH - MARGIN, '  ') : []),
      ];
      return lines.map((line, i) => `  ${i === 0 ? count : ''}`.padEnd(MARGIN) + line);
    }),
  ].map(toAscii);
}

/** Counts as they stand beside a condition: "1–3, 1024–1026". */
export function countsWords(counts: readonly number[]): string {
  const runs: number[][] = [];
  for (const count of counts) {
    const run = runs.at(-1);
    if (run?.at(-1) === count - 1) run.push(count);
    else runs.push([count]);
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]}–${run.at(-1)}` : String(run[0]))).join(', ');
}

/** Conditions in a row: they have commas in them. */
export const names = (stages: readonly Stage[]): string => stages.map(({ words }) => words).join('; ');

/** What is not said again in every condition's name. */
export const SAID_ONCE =
  'A page that is “not mapped” has a DAX entry; one that has “no DAX entry” is the file’s all the same.';

/** What is meant by "in passing". */
export const IN_PASSING =
  'In passing: while a fault maps the page, while an unmapping has not dropped its reference yet, and while GUP has yet ' +
  'to look at the page-table entry again.';

const MARGIN = 8;

const titleLines = ({ design: { id, title, what } }: LifeCycle): string[] =>
  wrap(`${title} (${id}): ${what}`, WIDTH, '  ');

function stageLines(life: LifeCycle, { key, words, first, settled, passing }: Stage): string[] {
  const counts = [
    settled.length > 0 ? `refcount ${countsWords(settled)}` : passing.length > 0 ? '' : 'no refcount',
    passing.length > 0 ? `in passing ${countsWords(passing)}` : '',
    first ? 'the example starts here' : '',
  ].filter(Boolean);
  const steps = life.steps.filter(({ from }) => from === key);
  return [
    ...hanging(`[${words}]`, counts.join('; '), Math.max(28, words.length + 4)),
    ...steps.flatMap((step) =>
      wrap(`  ${functionsOf(step).join(', ')} -> [${stageOf(life, step.to).words}]`, WIDTH - 2, '      ').map(
        (line) => `  ${line}`,
      ),
    ),
  ];
}

/** Each function that leads from one condition to another, with the places where it can be read. */
function sourceLines({ steps }: LifeCycle): string[] {
  const places = new Map<string, Set<FactId>>();
  for (const { by } of steps)
    for (const { fn, fact } of by) places.set(fn, (places.get(fn) ?? new Set()).add(fact));
  return [...places].flatMap(([fn, ids]) =>
    [...ids].flatMap((id, i) => hanging(i === 0 ? fn : '', factPlace(facts[id]), 28)),
  );
}
