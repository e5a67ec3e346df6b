import { highlight } from '../../highlight.ts';
import { type Choice, choiceValues, type Landmark, landmarks } from '../../sim/kernel/index.ts';
import type { CodeData, Definition, Made } from './code-data.ts';
import { type Excerpt, Excerpts } from './excerpt.ts';
import { sources } from './sources.ts';

/** The model's code of each step, cut from the files that are tested. */
export async function codeData(): Promise<CodeData> {
  const excerpts = new Excerpts(kernelFiles());
  const found = landmarks.map((at) => [at, excerpts.of(at)] as const);
  const keys = new Map<string, Excerpt>();
  for (const excerpt of found.flatMap(([, all]) => all)) keys.set(keyOf(excerpt), excerpt);
  const places = [...keys.keys()];
  const made = (excerpt: Excerpt): Made => [places.indexOf(keyOf(excerpt)), excerpt.made];
  return {
    definitions: await Promise.all([...keys.values()].map(definition)),
    steps: Object.fromEntries(found.map(([at, all]) => [at, all.map(made)])) as Record<Landmark, Made[]>,
  };
}

const keyOf = ({ file, line }: Excerpt): string => `${file}:${line}`;

/** The modelled kernel, by the names that its files have in the repository. */
export const kernelFiles = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(sources)
      .filter(([name]) => /\/kernel\/[\w-]+\.ts$/.test(name) && !name.endsWith('/fixtures.ts'))
      .map(([name, text]) => [name.replace('../../', 'src/'), text]),
  );

async function definition({ file, line, text }: Excerpt): Promise<Definition> {
  const html = await highlight(text, 'ts');
  const lines = html.replace(/^[\s\S]*?<code>|<\/code>[\s\S]*$/g, '').split('\n');
  return { file, line, html: lines, choices: text.split('\n').map(choicesIn) };
}

/** The choices that a line of the model names. */
export function choicesIn(line: string): Choice[] {
  const taken = /\{([^}]*)\} = [\w.]*\bchoices\b/.exec(line)?.[1].split(',') ?? [];
  const named = [...line.matchAll(/\bchoices\.(\w+)|\bchoice: '(\w+)'/g)].map(([, dot, word]) => dot ?? word);
  const names = [...taken, ...named].map((name) => name.trim());
  return [...new Set(names)].filter((name): name is Choice => Object.hasOwn(choiceValues, name));
}
