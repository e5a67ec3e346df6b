import type { FactId } from '../../facts/facts.ts';
import { designs } from '../../sim/designs/index.ts';
import { type Landmark, landmarks } from '../../sim/kernel/index.ts';

/** A step of the model: what it stands for in each kernel that a design runs on. */
export interface OperationDoc {
  readonly at: Landmark;
  /** Each function, with the facts that say where it is. */
  readonly functions: readonly { readonly fn: string; readonly facts: readonly FactId[] }[];
}

/** A kernel path: the steps whose place starts with its name. */
export interface PathDoc {
  readonly name: string;
  readonly operations: readonly OperationDoc[];
}

/** Every step of the model, by path, in the order of the source. */
export function documentedPaths(): PathDoc[] {
  const paths = new Map<string, OperationDoc[]>();
  for (const at of landmarks) {
    const name = at.split('.')[0];
    paths.set(name, [...(paths.get(name) ?? []), { at, functions: functionsOf(at) }]);
  }
  return [...paths].map(([name, operations]) => ({ name, operations }));
}

function functionsOf(at: Landmark): OperationDoc['functions'] {
  const found = new Map<string, Set<FactId>>();
  for (const { tree } of designs) {
    const { fn, fact } = tree[at];
    found.set(fn, (found.get(fn) ?? new Set()).add(fact));
  }
  return [...found].map(([fn, facts]) => ({ fn, facts: [...facts] }));
}
