import fc from 'fast-check';
import { actions } from './actions.ts';
import { questionKinds } from './clauses.ts';
import { conditionForms } from './conditions.ts';

/** An action in words, on a page and a process that there may be or not. */
const action = fc
  .record({
    word: fc.constantFrom(...Object.keys(actions)),
    page: fc.option(fc.nat(2)),
    process: fc.nat(2),
    to: fc.option(fc.nat(2)),
  })
  .map(({ word, ...on }) =>
    [word, ...actions[word].takes.flatMap((kind) => (on[kind] === null ? [] : [`${kind} ${on[kind]}`]))].join(
      ' ',
    ),
  );

/** What a device or a system call does with a page. */
const held = fc
  .constantFrom(
    'pin, dma, unpin',
    'pin-fast, unpin',
    'get, put-page',
    'get-fast, folio-put',
    'get, get, put-page, put-page',
  )
  .chain((call) => fc.constantFrom(call, call.replace(/[a-z-]+/g, '$& page 1')));

const call = fc.oneof({ weight: 3, arbitrary: action }, { weight: 1, arbitrary: held });

/** A task in words; most of them can run. */
export const someTask: fc.Arbitrary<string> = fc
  .record({
    process: fc.option(fc.nat(1), { freq: 2 }),
    calls: fc.array(call, { minLength: 1, maxLength: 3 }),
  })
  .map(({ process, calls }) => (process === null ? '' : `process ${process}: `) + calls.join('; '));

const condition = fc
  .record({
    form: fc.constantFrom(...conditionForms),
    task: fc.constantFrom('app', 'trunc', 'nic'),
    n: fc.nat(1100),
  })
  .map(({ form, task, n }) => form.replace('TASK', task).replace('PAGE', '0').replace(/ N$/, ` ${n}`));

/** Conditions, joined. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    condition,
    tie('expression').map((one) => `not (${one})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('and', 'or'), tie('expression'))
      .map((parts) => parts.join(' ')),
  ),
}));

/** What stands after an example's name. */
export const someClauses: fc.Arbitrary<string> = fc
  .record({
    pages: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 2 }),
    processes: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 2 }),
    files: fc.option(fc.integer({ min: 1, max: 2 }), { freq: 1 }),
    nic: fc.option(someTask),
    trunc: fc.option(fc.oneof(someTask, fc.constant('nobody'))),
    ask: fc.option(fc.constantFrom('no-refused-fault', 'no-late-pin', 'free-is-idle')),
    question: fc.option(fc.tuple(fc.constantFrom(...questionKinds), expression)),
  })
  .map(({ question, ...clauses }) =>
    [...Object.entries(clauses), ...(question ? [question] : [])]
      .filter(([, words]) => words !== null)
      .map(([key, words]) => `+${key}=${String(words).replaceAll(' ', '_')}`)
      .join(''),
  );
