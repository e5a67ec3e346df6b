import { brief } from '../../text/brief.ts';
import { ModelError } from '../checker/index.ts';
import type { Numbers } from './stage.ts';

/** What may be asked: that it never happens, that it does not last for ever, or that it happens in some run. */
export const questionKinds = ['never', 'not-for-ever', 'sometimes'] as const;

/** One of {@link questionKinds}. */
export type QuestionKind = (typeof questionKinds)[number];

/** What somebody changes of an example, as it was written. */
export interface Changes {
  readonly numbers: Partial<Numbers>;
  /** The words of tasks that are new or do something else; null for one that is not there. */
  readonly tasks: ReadonlyMap<string, string | null>;
  /** What is asked besides, by id: there need be no such demand. */
  readonly ask: readonly string[];
  readonly questions: readonly { readonly kind: QuestionKind; readonly words: string }[];
}

/** Stands for the words of a task that is taken away. */
export const NOBODY = 'nobody';

const numberNames = ['pages', 'processes', 'files'] as const;

/** Characters of everything that is changed. */
const LONGEST = 1_000;
/** Questions of one's own. */
const MOST_QUESTIONS = 5;

/**
 * Reads what stands after an example's name:
 *
 *     +nic=pin,dma,unpin+trunc=nobody
 *     +processes=2+peer=process_1:touch;munmap
 *     +ask=no-refused-fault+never=trunc_asleep_and_refcount_of_page_0_is_1
 *
 * An underscore is a space. Throws a {@link ModelError} that says which part is wrong.
 */
export function readClauses(text: string): Changes {
  if (text.length > LONGEST)
    throw new ModelError(`what is changed has ${text.length} characters, and may have ${LONGEST}`);
  const numbers: Partial<Record<keyof Numbers, number>> = {};
  const tasks = new Map<string, string | null>();
  const ask: string[] = [];
  const questions: { kind: QuestionKind; words: string }[] = [];
  for (const clause of text.split('+').filter(Boolean)) {
    const [, key = '', value = ''] = /^([^=]*)=([\s\S]*)$/.exec(clause) ?? [];
    const words = value.replaceAll('_', ' ').trim();
    if (!/^[a-z][a-z0-9-]{0,11}$/.test(key) || words === '')
      throw new ModelError(
        `'${brief(clause)}' changes nothing: write a task and what it does, like nic=pin,dma,unpin; or pages=2; or never=trunc_asleep`,
      );
    const number = numberNames.find((name) => name === key);
    const kind = questionKinds.find((kind) => kind === key);
    if (key === 'ask') ask.push(...words.split(/[\s,]+/));
    else if (kind) questions.push({ kind, words });
    else if (number ? number in numbers : tasks.has(key)) throw new ModelError(`${key} is changed twice`);
    else if (number) {
      if (!/^\d{1,3}$/.test(words)) throw new ModelError(`${key}='${brief(words)}'? Write a number`);
      numbers[number] = Number(words);
    } else tasks.set(key, words === NOBODY ? null : words);
  }
  if (questions.length > MOST_QUESTIONS)
    throw new ModelError(`there are ${questions.length} questions, and may be ${MOST_QUESTIONS}`);
  return { numbers, tasks, ask: [...new Set(ask)], questions };
}

/** The same in writing, as short as it can be; empty where nothing is changed. */
export function writeClauses({ numbers, tasks, ask, questions }: Changes): string {
  const clauses: (readonly [string, string])[] = [
    ...numberNames.flatMap((name) => (name in numbers ? [[name, String(numbers[name])] as const] : [])),
    ...[...tasks].map(([name, words]) => [name, words ?? NOBODY] as const),
    ...(ask.length > 0 ? [['ask', ask.join(',')] as const] : []),
    ...questions.map(({ kind, words }) => [kind, words] as const),
  ];
  return clauses
    .map(([key, value]) => `+${key}=${value.replace(/([,;:]) /g, '$1').replaceAll(' ', '_')}`)
    .join('');
}

/** With one space between words, and none within parentheses. */
export const tidy = (text: string): string =>
  text.trim().replace(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')');
