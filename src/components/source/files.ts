import { examples } from '../../sim/examples/index.ts';
import { type Landmark, landmarks } from '../../sim/kernel/index.ts';
import { landmarksOf } from '../../sim/verdicts/verdicts.ts';
import { kernelFiles } from '../figure/code-build.ts';
import { Excerpts } from '../figure/excerpt.ts';
import { sources } from '../figure/sources.ts';

/** The part of the model that has pages of its own: what the kernel does, what a design chooses, who acts, what is asked. */
const SHOWN =
  /^src\/sim\/(kernel|designs|designs\/variants|examples|examples\/parts|properties)(\/[\w.-]+)?\.ts$/;

/** The model's source: the name of each file in the repository, and its text. */
export const files: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ ...sources, ...properties() })
    .map(([name, text]) => [name.replace('../../', 'src/'), text] as const)
    .filter(([name]) => SHOWN.test(name) && !/\.test\.ts$|\/fixtures\.ts$/.test(name))
    .toSorted(([a], [b]) => a.localeCompare(b, 'en')),
);

function properties(): Record<string, string> {
  return import.meta.glob<string>('../../sim/properties.ts', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
}

/** A step that a file makes, where, and the examples that come to it. */
export interface StepMade {
  readonly at: Landmark;
  readonly line: number;
  readonly examples: readonly string[];
}

/** The steps whose names stand in a file of the modelled kernel, in the order of their lines; none for another file. */
export function stepsMadeIn(file: string): StepMade[] {
  made ??= allMade();
  return made.filter((one) => one.file === file).toSorted((a, b) => a.line - b.line);
}

/** All of them: made once, for every page asks. */
let made: readonly (StepMade & { readonly file: string })[] | undefined;

function allMade(): (StepMade & { readonly file: string })[] {
  const excerpts = new Excerpts(kernelFiles());
  const reached = examples.map((example) => ({ id: example.id, steps: new Set(landmarksOf(example)) }));
  return landmarks.map((at) => {
    const [first] = excerpts.of(at);
    const having = reached.flatMap(({ id, steps }) => (steps.has(at) ? [id] : []));
    return { at, file: first.file, line: first.made[0][0], examples: having };
  });
}
