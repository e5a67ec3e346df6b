import { ModelError, type Predicate } from '../checker/index.ts';
import type { State } from '../kernel/index.ts';
import type { Question } from '../scenario/index.ts';
import { type QuestionKind, tidy } from './clauses.ts';
import { type Condition, readCondition, type Setting } from './conditions.ts';

/** Characters of one question. */
const LONGEST = 300;

/**
 * A question in words: conditions joined by `and`, `or`, `not` and parentheses; `and` binds closer than `or`.
 *
 *     never (trunc asleep and refcount of page 0 is 1)
 *     not for ever trunc asleep and not page 0 is pinned
 *
 * Throws a {@link ModelError} that says what cannot be read, and what could stand there.
 */
export function readQuestion(id: string, kind: QuestionKind, text: string, setting: Setting): Question {
  if (text.length > LONGEST)
    throw new ModelError(`a question has ${text.length} characters, and may have ${LONGEST}`);
  const words = text.replace(/[()]/g, ' $& ').trim().split(/\s+/).filter(Boolean);
  const reader = new Reader(words, setting);
  const means = reader.all();
  return {
    id,
    title: `${kind.replaceAll('-', ' ')}: ${tidy(text)}`,
    property: (choices, layout) => {
      const shows: Predicate<State> = means(choices, layout);
      return kind === 'sometimes' ? { id, kind, good: shows } : { id, kind, bad: shows };
    },
  };
}

/** A recursive descent over the words. */
class Reader {
  readonly #words: readonly string[];
  readonly #setting: Setting;
  #at = 0;

  constructor(words: readonly string[], setting: Setting) {
    this.#words = words;
    this.#setting = setting;
  }

  all(): Condition {
    const read = this.#either();
    if (this.#at < this.#words.length) throw new ModelError('there is a ) too many');
    return read;
  }

  #either(): Condition {
    const parts = [this.#both()];
    while (this.#takes('or')) parts.push(this.#both());
    return (choices, layout) => {
      const each = parts.map((part) => part(choices, layout));
      return (s, finished) => each.some((holds) => holds(s, finished));
    };
  }

  #both(): Condition {
    const parts = [this.#one()];
    while (this.#takes('and')) parts.push(this.#one());
    return (choices, layout) => {
      const each = parts.map((part) => part(choices, layout));
      return (s, finished) => each.every((holds) => holds(s, finished));
    };
  }

  #one(): Condition {
    if (this.#takes('not')) {
      const part = this.#one();
      return (choices, layout) => {
        const holds = part(choices, layout);
        return (s, finished) => !holds(s, finished);
      };
    }
    if (this.#takes('(')) {
      const part = this.#either();
      if (!this.#takes(')')) throw new ModelError('a ) is missing');
      return part;
    }
    const words: string[] = [];
    while (this.#at < this.#words.length && !/^(and|or|[()])$/i.test(this.#words[this.#at]))
      words.push(this.#words[this.#at++]);
    if (words.length === 0)
      throw new ModelError(
        `a condition is missing ${this.#at === 0 ? 'at the start' : `after '${this.#words[this.#at - 1]}'`}, like: trunc asleep`,
      );
    return readCondition(words.join(' '), this.#setting);
  }

  #takes(word: string): boolean {
    if (this.#words[this.#at]?.toLowerCase() !== word) return false;
    this.#at++;
    return true;
  }
}
