import { parseSchedule } from '../checker/index.ts';
import { exported, forms, isForm, swarmOf } from '../export/index.ts';
import { checkTasks } from '../scenario/index.ts';
import { numberOf, type Options, type Surroundings, UsageError } from './command.ts';
import { oneDesignOf, scheduleIn, subjectOf, withMore } from './subject.ts';

/** An example for other tools. */
export function exportTo(words: string[], options: Options, { examples, out }: Surroundings): number {
  const { design, to, schedule, more, swarm } = options;
  const link = subjectOf(words, options, examples);
  const example = withMore(link.example, more);
  const id = oneDesignOf(link, design, 'export');
  if (swarm !== undefined) {
    if (to !== undefined || schedule !== undefined)
      throw new UsageError('export takes --swarm, or --to and its --schedule, not both');
    const words = [
      // A shell would take a semicolon of a task for its own.
      example.id.includes('+') ? `'${example.id}'` : example.id,
      ...(more === undefined ? [] : ['--more', more.replaceAll(/\s/g, '')]),
      '--design',
      id,
    ];
    out(swarmOf(example, id, numberOf('swarm', swarm, 'searches'), words.join(' ')));
    return 0;
  }
  if (to === undefined || !isForm(to))
    throw new UsageError(`export --to what? There are ${forms.join(', ')}`);
  const linked = to === 'itf' ? (scheduleIn(link) ?? undefined) : undefined;
  const steps = schedule === undefined ? linked : parseSchedule(schedule);
  if (steps) checkTasks(example, steps);
  out(exported(example, id, to, steps));
  return 0;
}
