import { brief } from '../../text/brief.ts';
import { wrap } from '../../text/layout.ts';
import { formatSchedule, ModelError, parseSchedule } from '../checker/index.ts';
import { composedLines } from '../compose/index.ts';
import { parseTrail, type Trail } from '../export/index.ts';
import { checkTasks, type Example } from '../scenario/index.ts';
import { idleWords } from '../trace/idle.ts';
import { pair, toldOn } from '../trace/index.ts';
import { lanes } from '../trace/lanes.ts';
import { sideBySide } from '../trace/side-by-side.ts';
import { verdictOf } from '../verdicts/verdicts.ts';
import { designsOf, type Options, type Surroundings, UsageError } from './command.ts';
import { designsIn, type Subject, scheduleIn, subjectOf, withMore } from './subject.ts';

/** A schedule, on one design or on two. */
export function show(words: string[], options: Options, { examples, out, read }: Surroundings): number {
  const { design, schedule, trail, more, property } = options;
  const named = subjectOf(words, options, examples);
  const link = property === undefined ? named : failingOf(named, property, design);
  const example = withMore(link.example, more);
  const ids = design === undefined ? [...(designsIn(link) ?? example.pair)] : designsOf(design);
  const [left, right] = ids;
  if (ids.length > 2) throw new UsageError(`show takes one design or two, not ${ids.length}`);
  if (trail !== undefined && schedule !== undefined)
    throw new UsageError('show takes a schedule or a trail, not both');
  if (property !== undefined && (trail ?? schedule) !== undefined)
    throw new UsageError('show takes a property, or a schedule or a trail, not both');
  const run = trail === undefined ? null : trailOf(example, trail, read);
  const written = schedule === undefined ? scheduleIn(link) : parseSchedule(schedule);
  const steps = run?.schedule ?? written ?? toldOn(example, left);
  checkTasks(example, steps);
  const before = run?.before ?? steps.length;
  const goesRound = before < steps.length ? wrap(`from step ${before + 1} on it goes round for ever`) : [];
  const teller = written !== null && design === undefined ? (link.view?.teller ?? 'left') : 'left';
  const shown = pair(example, left, right ?? left, steps, teller);
  const body = right === undefined ? lanes(example, left, steps) : sideBySide(example, shown);
  out(
    [
      ...wrap(example.question),
      ...composedLines(example),
      ...wrap(`schedule: ${formatSchedule(steps)}`),
      ...goesRound,
      ...(written ? wrap(idleWords(shown)) : []),
      '',
      ...body,
    ].join('\n'),
  );
  return 0;
}

/** The same, to be shown as it fails: on the design that is named, or on the first of the told pair on which it does. */
function failingOf(named: Subject, property: string, design: string | undefined): Subject {
  const { example } = named;
  const [left, right] = design === undefined ? (designsIn(named) ?? example.pair) : designsOf(design);
  const others = right ?? left;
  const fails = (id: string) => verdictOf(example, id, property).verdict === 'fails';
  const teller = design === undefined && !fails(left) && fails(others) ? 'right' : 'left';
  const shown = { example: example.id, left, right: others, row: 1, schedule: null, fingerprint: null };
  return { example, view: { ...shown, teller, fails: property } };
}

function trailOf({ actors }: Example, file: string, read: Surroundings['read']): Trail {
  const names = actors.map(({ name }) => name);
  let text: string;
  try {
    text = read(file);
  } catch (error) {
    throw new UsageError(`cannot read ${brief(file)}: ${(error as Error).message}`);
  }
  try {
    return parseTrail(text, names);
  } catch (error) {
    throw error instanceof ModelError ? new UsageError(`${brief(file)}: ${error.message}`) : error;
  }
}
