import { count, WIDTH, wrap } from '../../text/layout.ts';
import type { Example } from '../scenario/index.ts';
import { mends, onePerChange, type Tried, type Trying } from './changes.ts';
import { verdictOf } from './verdicts.ts';
import { titleOf, verdictWords } from './words.ts';

/**
 * What a verdict hangs on, or what would mend it, as text: the choices of a design made otherwise, and searched. `tell` hears how far that has come.
 * Throws a ModelError for a property or a design that is not there.
 */
export function changesText(
  example: Example,
  design: string,
  property: string,
  tell: (trying: Trying) => void,
): string[] {
  const verdict = verdictOf(example, design, property);
  const title = `${titleOf(example, property)}: ${verdictWords(verdict)}`;
  const fails = verdict.verdict === 'fails';
  const work = (fails ? mends : onePerChange)(example, design, property);
  let step = work.next();
  for (; !step.done; step = work.next()) tell(step.value);
  const told = fails ? mending(step.value) : hangingOn(step.value);
  return [`${example.id}, ${design}`, ...told.reduce(indented(example), indented(example)([], title))];
}

const indented = (example: Example) => (lines: string[], line: string | Tried) =>
  typeof line === 'string'
    ? [...lines, ...wrap(line, WIDTH - 2).map((part) => `  ${part}`)]
    : [...lines, ...wrap(changeWords(example, line), WIDTH - 6, '  ').map((part) => `    ${part}`)];

function mending(found: readonly Tried[]): (string | Tried)[] {
  if (found.length === 0) return ['No one or two choices made otherwise mend it.'];
  return ['It holds with the fewest choices made otherwise, up to two:', ...found];
}

function hangingOn(found: readonly Tried[]): (string | Tried)[] {
  const failing = found.filter(({ verdict }) => verdict === 'fails');
  const empty = found.filter(({ verdict }) => verdict === 'empty').length;
  const said =
    empty === 0 ? [] : [`With ${empty} it holds, and says nothing: what gives it meaning is not met.`];
  return failing.length === 0
    ? [`It hangs on no single choice: ${found.length} were made otherwise, one at a time.`, ...said]
    : [`It hangs on these, of ${found.length} that were made otherwise, one at a time:`, ...failing, ...said];
}

function changeWords(example: Example, { changes, schedule, breaks }: Tried): string {
  const what = changes.map(({ choice, from, to }) => `${choice}: ${from} -> ${to}`).join(', and ');
  const fails = schedule === null ? '' : `; fails after ${count(schedule.length, 'step')}`;
  const also = breaks.length === 0 ? '' : `; breaks ${breaks.map((id) => titleOf(example, id)).join(', ')}`;
  return `${what}${fails}${also}`;
}
