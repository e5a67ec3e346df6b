import { formatSchedule } from '../checker/index.ts';
import { type Example, type Finding, findingsOf, resultOf } from '../examples/index.ts';
import { demands } from '../properties.ts';
import { count, WIDTH, wrap } from './layout.ts';

/** "holds in all 1,948 states", "fails after 25 steps", "undecided: …". */
export function verdictWords({ verdict, kind, states, schedule, cycle }: Finding): string {
  if (kind === 'sometimes')
    return verdict === 'holds'
      ? `met after ${count(schedule?.length ?? 0, 'step')}`
      : `never met in ${count(states, 'state')}`;
  if (verdict === 'holds') return `holds in all ${count(states, 'state')}`;
  if (verdict === 'fails')
    return `fails after ${count(schedule?.length ?? 0, 'step')}${cycle ? ', and goes round for ever' : ''}`;
  return `undecided: the search stopped after ${count(states, 'state')}`;
}

/** What a property is called. */
export function titleOf(example: Example, property: string): string {
  const demand = Object.values(demands).find(({ id }) => id === property);
  return demand?.title ?? example.sometimes.find(({ id }) => id === property)?.title ?? property;
}

/** A line in the words of litmus tests: `Observation missed-wakeup/current/no-lost-wakeup Sometimes 4 1168`. */
export function observation({ example, design, property, witnesses, states, verdict }: Finding): string {
  const word = verdict === 'undecided' ? 'Undecided' : witnesses > 0 ? 'Sometimes' : 'Never';
  return `Observation ${example}/${design}/${property} ${word} ${witnesses} ${states}`;
}

/** All verdicts of an example under a design, with the size of the search. */
export function verdictLines(example: Example, design: string): string[] {
  const { states, transitions, depth, schedules } = resultOf(example, design);
  const findings = findingsOf(example, design);
  const asked = findings.filter(({ kind }) => kind !== 'sometimes');
  const met = findings.filter(({ kind }) => kind === 'sometimes');
  return [
    ...asked.flatMap((finding) => {
      const mark = finding.verdict === 'holds' ? '[ok]  ' : finding.verdict === 'fails' ? '[FAIL]' : '[ ?? ]';
      return [
        ...wrap(`${titleOf(example, finding.property)}: ${verdictWords(finding)}`, WIDTH - 9).map(
          (line, i) => `  ${i === 0 ? mark : '      '} ${line}`,
        ),
        ...(finding.verdict === 'fails' && finding.schedule
          ? wrap(formatSchedule(finding.schedule), 60, '').map((line) => `         ${line}`)
          : []),
        ...(finding.cycle
          ? wrap(`for ever: ${formatSchedule(finding.cycle)}`, 60, '').map((line) => `         ${line}`)
          : []),
      ];
    }),
    ...wrap(
      `Searched ${count(states, 'state')}, ${count(transitions, 'transition')}, ${count(depth, 'step')} deep` +
        `${schedules === null ? '' : `, ${count(schedules, 'complete schedule')}`}. ` +
        `Met on the way: ${met
          .filter(({ verdict }) => verdict === 'holds')
          .map(({ property }) => titleOf(example, property))
          .join('; ')}.`,
      70,
    ).map((line) => `  ${line}`),
  ];
}
