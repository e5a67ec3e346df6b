import { Outlooks, type Schedule } from '../../../sim/checker/index.ts';
import { askable, composedNamed, wordsOf } from '../../../sim/compose/index.ts';
import { changed, type Design, designNamed } from '../../../sim/designs/index.ts';
import { withoutChanges } from '../../../sim/ids.ts';
import {
  type Choice,
  choiceValues,
  choiceWord,
  choiceWords,
  type Tree,
  type TreeId,
  treeIds,
  trees,
} from '../../../sim/kernel/index.ts';
import { modelOf } from '../../../sim/scenario/index.ts';
import { type Ahead, aheadOf } from '../../../sim/verdicts/ahead.ts';
import { mends, onePerChange, type Tried, type Trying } from '../../../sim/verdicts/changes.ts';
import { choicesAsked, resultOf, searchedWith } from '../../../sim/verdicts/verdicts.ts';
import { titleOf } from '../../../sim/verdicts/words.ts';
import { documentedChoices } from '../../model/choices.ts';
import type { VerdictData } from '../data.ts';
import { verdictData } from '../verdict-data.ts';

/** What a search in the reader's browser has come to. */
export interface Found {
  readonly states: number;
  readonly transitions: number;
  /** Complete schedules, with commas; null where there are infinitely many, or the search was stopped. */
  readonly schedules: string | null;
  readonly milliseconds: number;
  readonly verdicts: readonly VerdictData[];
}

/** An example with changes, as somebody can go on changing it. */
export interface Composed {
  /** With what is changed, as short as it can be. */
  readonly id: string;
  readonly tasks: readonly (readonly [name: string, words: string])[];
}

/** A choice of a design, to be made otherwise. */
export interface ChoiceShown {
  readonly choice: Choice;
  /** What it decides, in sentences. */
  readonly what: string;
  /** What was chosen. */
  readonly word: string;
  readonly values: readonly { readonly word: string; readonly words: string }[];
}

/** Bytes that a search may hold. */
export const ROOM = 2 ** 29;

/** Tests have looked for what the models of the site's own designs hide; not for that of one with choices that somebody makes. */
const optionsFor = (design: string) =>
  ({ memory: ROOM, examination: design === withoutChanges(design) ? 'none' : 'usual' }) as const;

/*
 * What takes a search. Runs in a worker, see worker.ts, and knows every example. Each throws a ModelError for an example or a design that is not
 * there.
 */
export const judge = {
  /** Searches all interleavings of an example under a design. `onProgress` is told how many states it has met by then. */
  search(id: string, design: string, onProgress?: (states: number) => unknown): Found {
    const start = performance.now();
    const example = searchedWith(composedNamed(id), [design], {
      ...optionsFor(design),
      onProgress: ({ states }) => {
        onProgress?.(states);
        return true;
      },
    });
    const { states, transitions, schedules } = resultOf(example, design);
    const verdicts = verdictData(example, design);
    return {
      states,
      transitions,
      schedules: schedules?.toLocaleString('en-US') ?? null,
      milliseconds: performance.now() - start,
      verdicts,
    };
  },

  /** An example with changes after its name. */
  composed(id: string): Composed {
    const example = composedNamed(id);
    return { id: example.id, tasks: wordsOf(example) };
  },

  /** What can be asked of tasks with these names. */
  askable,

  /** What is behind each step in these designs, of all that a task can come to. */
  trees: (designs: readonly string[]): { readonly id: TreeId; readonly tree: Tree }[] =>
    designs.map((id) => {
      const { tree } = designNamed(id);
      return { id: treeIds.find((id) => trees[id] === tree) as TreeId, tree };
    }),

  /** A design that a figure was not built with, as `v6.15+gupRechecks=no`, with what a search of the example under it says. */
  design(id: string, design: string): { readonly design: Design; readonly verdicts: readonly VerdictData[] } {
    return { design: designNamed(design), verdicts: judge.search(id, design).verdicts };
  },

  /** The choices that the example's search under a design asks for: no other matters there. */
  choices(id: string, design: string): ChoiceShown[] {
    const example = searchedWith(composedNamed(id), [design], optionsFor(design));
    const asked = choicesAsked(example, design);
    const { choices } = designNamed(design);
    return documentedChoices()
      .filter(({ name }) => asked.has(name))
      .map(({ name, what }) => ({
        choice: name,
        what,
        word: choiceWord(choices[name]),
        values: choiceValues[name].map((value) => ({ word: choiceWord(value), words: choiceWords(value) })),
      }));
  },

  /** The id of a design with one choice made otherwise. */
  changed: (design: string, choice: Choice, word: string): string => changed(design, choice, word),

  /** What becomes of a property when choices are made otherwise: each by itself, or the fewest with which it holds. `onProgress` is told of searches. */
  tried(
    kind: 'each' | 'mends',
    [id, design, property]: readonly [string, string, string],
    onProgress?: (trying: Trying) => unknown,
  ): Tried[] {
    const work = (kind === 'each' ? onePerChange : mends)(composedNamed(id), design, property);
    let step = work.next();
    for (; !step.done; step = work.next()) onProgress?.(step.value);
    return step.value;
  },

  /** What can still come of each of these schedules, which are in the design's own steps. Throws a ModelError also where the search has no room. */
  ahead(id: string, design: string, schedules: readonly Schedule[]): Ahead[] {
    const example = composedNamed(id);
    const outlooks =
      known.get(`${id} ${design}`) ?? Outlooks.of(modelOf(example, design), optionsFor(design));
    keep(`${id} ${design}`, outlooks);
    return schedules.map((schedule) =>
      aheadOf(outlooks.after(schedule), (property) => titleOf(example, property)),
    );
  },
};

export type Judge = typeof judge;

const known = new Map<string, Outlooks>();

/** The last few that were asked for are kept: a reader goes to and fro between two designs. */
function keep(name: string, outlooks: Outlooks): void {
  known.delete(name);
  known.set(name, outlooks);
  for (const oldest of [...known.keys()].slice(0, -KEPT)) known.delete(oldest);
}

const KEPT = 3;
