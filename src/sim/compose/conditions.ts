import { brief } from '../../text/brief.ts';
import { ModelError } from '../checker/index.ts';
import { type Choices, isIdle, type Layout, Owner, type State, Superblock } from '../kernel/index.ts';
import type { Stage } from './stage.ts';

/** What a question is put to. */
export interface Setting {
  readonly stage: Stage;
  readonly tasks: readonly { readonly name: string; readonly process: number }[];
}

/** A condition with its names and numbers read: what it comes to on a kernel that has made its choices. */
export type Condition = (
  choices: Choices,
  layout: Layout,
) => (s: Readonly<State>, finished: (task: string) => boolean) => boolean;

interface Form {
  /** As somebody writes it: TASK, PAGE and N stand for what is to be put there. */
  readonly words: string;
  readonly means: (given: Given) => Condition;
}

interface Given {
  readonly name: string;
  /** Place of the task among all. */
  readonly task: number;
  readonly process: number;
  readonly page: number;
  readonly n: number;
}

const page =
  (means: (page: State['page'][number]) => boolean) =>
  (given: Given): Condition => {
    return () => (s) => means(s.page[given.page]);
  };

const counted =
  (means: (refcount: number, n: number) => boolean) =>
  (given: Given): Condition =>
  (_, layout) => {
    const at = layout.counts(given.page);
    return (s) => means(s.page[at].refcount, given.n);
  };

/** Every form of a condition. */
const forms: readonly Form[] = [
  {
    words: 'TASK asleep',
    means:
      ({ task }) =>
      () =>
      (s) =>
        s.task[task].sleeping === 1,
  },
  {
    words: 'TASK ended',
    means:
      ({ name }) =>
      () =>
      (_, finished) =>
        finished(name),
  },
  {
    words: 'TASK maps page PAGE',
    means:
      ({ process, page }) =>
      () =>
      (s) =>
        s.process[process].pte[page] > 0,
  },
  {
    words: 'TASK in GUP-fast',
    means:
      ({ task, process }) =>
      () =>
      (s) =>
        isAmong(s.process[process].readers, task),
  },
  {
    words: 'TASK holds invalidate_lock',
    means:
      ({ task }) =>
      () =>
      (s) =>
        s.invalidateLock.some(({ shared, exclusive }) => exclusive === task + 1 || isAmong(shared, task)),
  },
  { words: 'refcount of page PAGE is N', means: counted((refcount, n) => refcount === n) },
  { words: 'refcount of page PAGE is above N', means: counted((refcount, n) => refcount > n) },
  { words: 'refcount of page PAGE is below N', means: counted((refcount, n) => refcount < n) },
  {
    words: 'page PAGE is idle',
    means:
      ({ page }) =>
      (choices, layout) => {
        const at = layout.counts(page);
        return (s) => isIdle(choices, s.page[at]);
      },
  },
  { words: 'page PAGE is pinned', means: page(({ pins }) => pins > 0) },
  {
    words: 'page PAGE is mapped',
    means:
      ({ page }) =>
      () =>
      (s) =>
        s.process.some(({ pte }) => pte[page] > 0),
  },
  { words: 'page PAGE has an entry', means: page(({ entry }) => entry === 1) },
  { words: 'page PAGE is under DMA', means: page(({ dma }) => dma > 0) },
  { words: 'block PAGE is free', means: page(({ owner }) => owner === Owner.FREE) },
  { words: 'block PAGE is in the file', means: page(({ owner }) => owner === Owner.FILE) },
  { words: 'block PAGE is in another file', means: page(({ owner }) => owner === Owner.OTHER) },
  { words: 'the device is gone', means: () => () => (s) => s.device.memmapGone === 1 },
  { words: 'the pgmap is dying', means: () => () => (s) => s.pgmap.dying === 1 },
  {
    words: 'the file system is unmounted',
    means: () => () => (s) => s.superblock === Superblock.UNMOUNTED,
  },
];

/** A set of tasks has a bit for each. */
const isAmong = (some: number, task: number): boolean => ((some >> task) & 1) === 1;

/** How conditions can be written, for who asks. */
export const conditionForms: readonly string[] = forms.map(({ words }) => words);

/** Reads one condition. Throws a {@link ModelError} that lists the forms, or says which name or number there is not. */
export function readCondition(text: string, { stage, tasks }: Setting): Condition {
  for (const { words, means } of forms) {
    const found = patternOf(words).exec(text);
    if (!found) continue;
    const { name = '', page = '0', n = '0' } = found.groups ?? {};
    const task = tasks.findIndex((one) => one.name === name);
    if (name && task < 0)
      throw new ModelError(
        `there is no task '${name}'; there are ${tasks.map(({ name }) => name).join(', ')}`,
      );
    stage.expect('page', Number(page));
    return means({ name, task, process: tasks[task]?.process ?? 0, page: Number(page), n: Number(n) });
  }
  throw new ModelError(`'${brief(text)}' is no condition; conditions are: ${conditionForms.join('; ')}`);
}

const patternOf = (words: string): RegExp =>
  new RegExp(
    `^${words.replace('TASK', '(?<name>[a-z][a-z0-9-]*)').replace('PAGE', '(?<page>\\d{1,3})').replace(/ N$/, ' (?<n>\\d{1,5})')}$`,
    'i',
  );
