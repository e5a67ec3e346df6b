import { count, WIDTH, wrap } from '../../text/layout.ts';
import { formatSchedule } from '../checker/index.ts';
import { demands } from '../properties.ts';
import type { Example } from '../scenario/index.ts';
import { type ExampleVerdict, resultOf, verdictsOf } from './verdicts.ts';

/** "holds in all 1,948 states", "fails after 25 steps", "undecided: …". */
export function verdictWords({ verdict, kind, states, schedule, cycle, empty }: ExampleVerdict): string {
  if (kind === 'sometimes')
    return verdict === 'holds'
      ? `met after ${count(schedule?.length ?? 0, 'step')}`
      : `never met in ${count(states, 'state')}`;
  if (verdict === 'holds')
    return `holds in all ${count(states, 'state')}${empty ? `, but says nothing: in none of them ${empty.title}` : ''}`;
  if (verdict === 'fails')
    return `fails after ${count(schedule?.length ?? 0, 'step')}${cycle ? ', and goes round for ever' : ''}`;
  return `undecided: the search stopped after ${count(states, 'state')}`;
}

/** What a sentence that says the verdict itself has in brackets: "in all 1,948 states", "after 25 steps". */
export function evidenceWords({ verdict, kind, states, schedule }: ExampleVerdict): string {
  if (kind === 'sometimes' && verdict === 'fails') return `never in ${count(states, 'state')}`;
  if (kind !== 'sometimes' && verdict === 'holds') return `in all ${count(states, 'state')}`;
  return `after ${count(schedule?.length ?? 0, 'step')}`;
}

/** What a property is called. */
export function titleOf(example: Example, property: string): string {
  const demand = Object.values(demands).find(({ id }) => id === property);
  const own = [...example.sometimes, ...(example.questions ?? [])];
  return demand?.title ?? own.find(({ id }) => id === property)?.title ?? property;
}

/**
 * A line in the words of litmus tests, with how many states show it and how many do not: `Observation missed-wakeup/current/no-lost-wakeup Sometimes 4 1164`.
 */
export function observation({
  example,
  design,
  property,
  witnesses,
  states,
  verdict,
}: ExampleVerdict): string {
  const word = verdict === 'undecided' ? 'Undecided' : witnesses > 0 ? 'Sometimes' : 'Never';
  return `Observation ${example}/${design}/${property} ${word} ${witnesses} ${states - witnesses}`;
}

/** All verdicts of an example under a design, with the size of the search. */
export function verdictLines(example: Example, design: string): string[] {
  const { states, transitions, depth, whole, inAll, stopped } = resultOf(example, design);
  const schedules = states > MOST_COUNTED ? null : resultOf(example, design).schedules;
  const found = verdictsOf(example, design);
  const standing = whole
    ? ''
    : `, each for all that differ only in ${whichIsWhich(example)}${inAll === null ? '' : `: ${inAll.toLocaleString('en-US')} in all`}`;
  const met = found.filter(({ property }) => example.sometimes.some(({ id }) => id === property));
  const asked = found.filter((one) => !met.includes(one));
  const notMet = met.filter(({ verdict }) => verdict === 'fails');
  return [
    ...asked.flatMap((one) => {
      const mark = markOf(one);
      return [
        ...wrap(`${titleOf(example, one.property)}: ${verdictWords(one)}`, WIDTH - 9).map(
          (line, i) => `  ${i === 0 ? mark : '      '} ${line}`,
        ),
        ...(one.verdict === 'fails' && one.schedule
          ? wrap(formatSchedule(one.schedule), 60, '').map((line) => `         ${line}`)
          : []),
        ...(one.cycle
          ? wrap(`for ever: ${formatSchedule(one.cycle)}`, 60, '').map((line) => `         ${line}`)
          : []),
      ];
    }),
    ...wrap(
      `Searched ${count(states, 'state')}${standing}, ${count(transitions, 'transition')}, ${count(depth, 'step')} deep` +
        `${schedules === null ? '' : `, ${count(schedules, 'complete schedule')}`}. ${stopped ? STOPPED[stopped] : ''}` +
        `Met on the way: ${met
          .filter(({ verdict }) => verdict === 'holds')
          .map(({ property }) => titleOf(example, property))
          .join(
            '; ',
          )}.${notMet.length > 0 ? ` Never met: ${notMet.map(({ property }) => titleOf(example, property)).join('; ')}.` : ''}`,
      70,
    ).map((line) => `  ${line}`),
  ];
}

/** Why a search covers only a part. */
const STOPPED = {
  limit: 'Then it had as many states as it may have. ',
  memory: 'Then it had no memory for more. ',
  cancelled: 'Then it was cancelled. ',
};

/** States whose schedules are counted: of more that takes longer than to search them. */
const MOST_COUNTED = 1_000_000;

/** "which of io, io2, io3 is which". */
const whichIsWhich = ({ alike = [] }: Example): string =>
  alike
    .filter((group) => group.length > 1)
    .map((group) => `which of ${group.join(', ')} is which`)
    .join(' and ');

function markOf({ verdict, empty }: ExampleVerdict): string {
  if (verdict === 'fails') return '[FAIL]';
  return verdict === 'holds' && !empty ? '[ok]  ' : '[ ?? ]';
}
