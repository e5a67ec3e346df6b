import { barePlace, type CommitFact, doubtOf, type FactId, facts } from '../facts/facts.ts';
import { kernelsWith } from '../reproducers/said.ts';
import type { Said } from './report.ts';

/**
 * A sentence with its facts and kernels in it. `tree` is the release that code is of where the sentence says nothing
 * else. Throws for kernels that one sentence cannot name; see {@link kernelsWith}.
 */
export function inWords({ words, parts }: Said, tree: string): string {
  return words
    .map((text, i) => {
      const part = parts[i];
      if (part === undefined) return text;
      return text + (typeof part === 'string' ? placed(part, tree) : kernelsWith(part.program, part.exit));
    })
    .join('');
}

/** `dax_busy_page() [fs/dax.c:518]`, or a commit by hash and title; with the doubt, where nobody read it up. */
function placed(id: FactId, tree: string): string {
  const fact = facts[id];
  const doubt = doubtOf(fact);
  const also = doubt === null ? '' : `, ${doubt}`;
  switch (fact.kind) {
    case 'code':
      return `${fact.function}() [${fact.at === tree ? barePlace(fact).replace(/, .*/, '') : barePlace(fact)}${also}]`;
    case 'commit':
      return `${byHash(fact)}${also === '' ? '' : ` [${doubt}]`}`;
    case 'mail':
      return `[${barePlace(fact)}${also}]`;
  }
}

/** A commit as kernel developers name one: 12 digits and the title. */
const byHash = (fact: CommitFact): string => `${shortHash(fact)} ("${fact.title}")`;
const shortHash = ({ hash }: CommitFact): string => hash.slice(0, 12);

/** The same as a tag of a mail: `Fixes: 38607c62b34b ("…")`, on one line, however long. Throws for what is no commit. */
export const tagOf = (tag: string, id: FactId): string => `${tag}: ${byHash(commitOf(id))}`;

/** The hash alone. Throws for what is no commit. */
export const hashOf = (id: FactId): string => shortHash(commitOf(id));

function commitOf(id: FactId): CommitFact {
  const fact = facts[id];
  if (fact.kind !== 'commit') throw new Error(`fact '${id}' is no commit`);
  return fact;
}
