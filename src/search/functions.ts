import { designs } from '../sim/designs/index.ts';
import { examples } from '../sim/examples/index.ts';
import { landmarks } from '../sim/kernel/index.ts';
import type { Example } from '../sim/scenario/index.ts';
import { stepsOf } from '../sim/trace/functions.ts';

/** A kernel function that some design's path goes through. */
export interface Named {
  /** As it is called: `folio_put()`. */
  readonly fn: string;
  /** The examples whose told schedule runs it. */
  readonly examples: readonly Example[];
}

/** Every function that the model names, by name. */
export function functions(): Named[] {
  const steps = designs.flatMap(({ tree }) => landmarks.map((at) => tree[at].fn));
  // Some steps are no function of the kernel: what a device does.
  const names = new Set(steps.filter((fn) => fn.endsWith('()')));
  const told = examples.map((example) => [example, new Set(stepsOf(example).map(({ fn }) => fn))] as const);
  return [...names]
    .sort((a, b) => a.replace(/^_+/, '').localeCompare(b.replace(/^_+/, ''), 'en'))
    .map((fn) => ({ fn, examples: told.filter(([, run]) => run.has(fn)).map(([example]) => example) }));
}
