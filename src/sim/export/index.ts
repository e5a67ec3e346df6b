import { count, wrap } from '../../text/layout.ts';
import { ModelError, spaceOf, type Tables, tablesOf } from '../checker/index.ts';
import { type Example, modelOf } from '../scenario/index.ts';
import { toldOn } from '../trace/index.ts';
import { aut, dot } from './graph.ts';
import { itf } from './itf.ts';
import { BAD, claimOf, fairFor, promela } from './promela.ts';
import { MOST, swarm } from './swarm.ts';

export { parseTrail, type Trail } from './trail.ts';

/** Examples for other tools: as a model for Spin, as a graph, as a trace. */
export const forms = ['promela', 'dot', 'aut', 'itf'] as const;
export type Form = (typeof forms)[number];

/** Whether `text` names one of {@link forms}. */
export const isForm = (text: string): text is Form => forms.some((form) => form === text);

/**
 * An example under a design in one of {@link forms}; `schedule` is what a trace is of, the told one if not said. Throws a ModelError for a
 * design that is not there, or a schedule where there is none to give.
 */
export function exported(example: Example, design: string, form: Form, schedule?: readonly string[]): string {
  const model = modelOf(example, design);
  if (schedule !== undefined && form !== 'itf')
    throw new ModelError(`only a trace, --to itf, is of one schedule; ${form} has all of them`);
  const name = nameOf(example, design);
  switch (form) {
    case 'promela': {
      const tables = tablesOf(model);
      return promela(tables, headingOf(name, example.question, tables));
    }
    case 'dot':
      return dot(spaceOf(model), name);
    case 'aut':
      return aut(spaceOf(model));
    case 'itf':
      return itf(model, schedule ?? toldOn(example, design), name);
  }
}

/**
 * A script that has so many of Spin's verifiers search an example under a design, where one cannot search all of it; `show` are the words for `sim show` that
 * name both. Throws a ModelError for a design that is not there, or a number of searches that is none.
 */
export function swarmOf(example: Example, design: string, searches: number, show: string): string {
  if (!Number.isInteger(searches) || searches < 1 || searches > MOST)
    throw new ModelError(`a swarm has 1 to ${MOST} searches, not ${searches}`);
  const tables = tablesOf(modelOf(example, design));
  const { properties } = tables;
  const never = properties.filter(({ kind }) => kind === 'never').map(({ id }) => id);
  return swarm({
    heading: [...sizeOf(nameOf(example, design), tables), ...wrap(example.question)],
    model: promela(tables, []),
    claims: [
      ...(never.length > 0 ? [{ name: BAD, properties: never }] : []),
      ...properties.flatMap((property, number) =>
        property.kind === 'not-for-ever'
          ? [{ name: claimOf(property, number), properties: [property.id] }]
          : [],
      ),
    ],
    options: fairFor(tables.tasks.length),
    searches,
    show,
  });
}

function nameOf({ id, alike = [] }: Example, design: string): string {
  return `${id}${alike.map((group) => `, with ${group.join(', ')},`).join('')} under ${design}`;
}

/** What a model is, and how a verifier is made of it and asked. */
function headingOf(name: string, question: string, tables: Tables): string[] {
  const asked = tables.properties.map((property, number) => {
    const claim = claimOf(property, number);
    const how =
      claim === 'safety'
        ? `${property.kind === 'never' ? 'fails' : 'is met'} if safety prints "met ${number}"`
        : `fails if ${claim} has an error`;
    return `  ${property.id}: ${how}`;
  });
  return [
    ...sizeOf(name, tables),
    question,
    '',
    'Made from what a search has learned: each option is a move as it was seen, so this checks the search, its',
    'store and its verdicts a second time, and not the functions that were searched.',
    '',
    '  spin -a model.pml; gcc -O2 -DNOREDUCE -DSAFETY -o pan pan.c; ./pan -E',
    '',
    ...(tables.whole
      ? ['has as many states, and one transition more, as the first state counts as one. With properties:']
      : ['searches it. With properties:']),
    '',
    `  spin -DCLAIMS -a model.pml; gcc -O2 -DNOREDUCE${fairFor(tables.tasks.length)} -o pan pan.c`,
    '  ./pan -E -N safety; ./pan -a -f -N live_0',
    '',
    ...asked,
    ...(tables.properties.some(({ kind }) => kind === 'never')
      ? ['', `The run in which one fails: ./pan -N ${BAD}, then sim show --trail model.pml.trail`]
      : []),
  ];
}

/** What a model is, and how large. */
function sizeOf(name: string, { whole, states, transitions, inAll }: Tables): string[] {
  const size = `${name}: ${count(states, 'state')}, ${count(transitions, 'transition')}`;
  return wrap(
    whole
      ? `${size}.`
      : `${size}, where a state stands for all that differ only in which of some tasks is which. Here each is there for itself${inAll === null ? '' : `: ${count(inAll, 'state')}`}.`,
  );
}
