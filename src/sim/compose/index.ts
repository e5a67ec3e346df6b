/** Tasks, numbers and questions of a reader's own: an example with what stands after its name. */

import { exampleNamed, examples } from '../examples/index.ts';
import type { Example } from '../scenario/index.ts';
import { composed } from './compose.ts';

export { actions } from './actions.ts';
export { questionKinds } from './clauses.ts';
export { askable, composed, inWords } from './compose.ts';
export { conditionForms } from './conditions.ts';
export { clausesOf, type Draft, draftOf, freeName } from './draft.ts';
export { situationsOf } from './meaning.ts';
export { type Ready, ready } from './ready.ts';
export { withTasks } from './scene.ts';
export { taskWords } from './tasks-of.ts';
export { catalogueLines, clauseOf, composedLines, tasksLines, wordsOf } from './text.ts';

const known = new WeakMap<Example, Map<string, Example>>();

/**
 * The example called `id`, or one with changes after its name: `missed-wakeup+nic=pin,dma,unpin`. Asked for again, it is the same one, so that what a search of it has come to
 * is remembered. Throws a ModelError that lists the examples, or says what cannot be read.
 */
export function composedNamed(id: string, among: readonly Example[] = examples): Example {
  const at = id.indexOf('+');
  if (at < 0) return exampleNamed(id, among);
  const base = exampleNamed(id.slice(0, at), among);
  const made = known.get(base) ?? new Map<string, Example>();
  known.set(base, made);
  const found = made.get(id) ?? composed(base, id.slice(at));
  made.set(id, found);
  if (found !== base) made.set(found.id, made.get(found.id) ?? found);
  return made.get(found.id) ?? found;
}
