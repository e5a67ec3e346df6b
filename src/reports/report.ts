import type { FactId } from '../facts/facts.ts';
import type { Sighting } from '../recordings/sighting.ts';
import type { VerdictRef } from '../sim/verdicts/verdicts.ts';

/** Kernels on which a program of lab/reproduce ended with an exit code: a part of a sentence. */
export interface Ran {
  readonly program: string;
  readonly exit: number;
}

/** A sentence, or several, with what is looked up or computed where they are said. */
export interface Said {
  readonly words: readonly string[];
  readonly parts: readonly (FactId | Ran)[];
}

/** A sentence: what stands in it as `${…}` is a fact, or kernels that a program was run on. */
export const say = (words: TemplateStringsArray, ...parts: readonly (FactId | Ran)[]): Said => ({
  words,
  parts,
});

/** The kernels on which a program ended as affected. */
export const affected = (program: string): Ran => ({ program, exit: 1 });

/** Those on which it ended as not affected. */
export const unaffected = (program: string): Ran => ({ program, exit: 0 });

/** A verdict that a report relies on. */
export interface Stated {
  readonly of: VerdictRef;
  readonly is: 'holds' | 'fails';
  /** In which situation, where the words around it do not say that. */
  readonly where?: string;
}

/** A way to make it otherwise, and what the model says of it. No advice. */
export interface Option {
  readonly what: string;
  /** None where the model says nothing of the finding. */
  readonly verdicts: readonly Stated[];
  /** A kernel that was built with it, and ran the report's program: "6.12+put-page". */
  readonly ran?: string;
}

/** What a finding is as a mail to kernel developers. Whatever can be computed is not in it. */
export interface Report {
  /** The finding's address in docs/. */
  readonly finding: string;
  /** The subject, without `[BUG]` or `[REGRESSION]`. */
  readonly subject: string;
  /** Who can do it to whom, what hangs or is corrupted, what ends that: the point first, a paragraph each. */
  readonly impact: readonly [Said, ...Said[]];
  /** Steps of recordings that show it; each is asked, see {@link Sighting}. */
  readonly recorded: readonly [Sighting, ...Sighting[]];
  /** The release that the lines of code are of, where nothing else is said. */
  readonly tree: string;
  /** The first file that it names and that has a mailing list is where the mail goes to. */
  readonly mechanism: Said;
  readonly since: Said;
  /** Commits that are known to have brought it: a report that has one is of a regression. */
  readonly brought?: readonly FactId[];
  /** It is of a regression, though no commit is known: by the kernels that the program was run on. */
  readonly worked?: true;
  /** Between which releases it came in, where those commits do not say it: a stable series has a backport under another hash. */
  readonly introduced?: string;
  /** The program of lab/reproduce that shows it. */
  readonly program: string;
  /** What that needs, and what it does to the machine: no full stop. */
  readonly needs: string;
  /** Its calls, without what sets them up: a line each. */
  readonly calls: readonly string[];
  /** Mailing lists that none of its files leads to, and that it concerns. */
  readonly besides?: readonly string[];
  /** What the model says of the code as it is and was; or why it says nothing of it: a sentence. */
  readonly model: readonly [Stated, ...Stated[]] | string;
  readonly options: readonly [Option, ...Option[]];
  /** Where more of them are compared, inside the site: `second-fault/#options`. */
  readonly compared?: string;
}

/** All that a report looks up in the kernel's source and history. */
export const factsOf = ({ impact, mechanism, since, brought = [] }: Report): FactId[] => [
  ...[mechanism, since, ...impact].flatMap(({ parts }) => parts.filter((part) => typeof part === 'string')),
  ...brought,
];

/** All verdicts that it relies on. */
export const statedIn = ({ model, options }: Report): Stated[] => [
  ...(typeof model === 'string' ? [] : model),
  ...options.flatMap(({ verdicts }) => verdicts),
];
