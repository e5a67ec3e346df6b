import { ModelError } from '../checker/index.ts';
import { barePut } from './bare-put.ts';
import { evictPinned } from './evict-pinned.ts';
import type { Example } from './example.ts';
import { missedWakeup } from './missed-wakeup.ts';
import { refault } from './refault.ts';
import { unbindMapped } from './unbind-mapped.ts';
import { unbindPinned } from './unbind-pinned.ts';
import { unbindUnmapped } from './unbind-unmapped.ts';
import { unmappedFile } from './unmapped-file.ts';

/** Every example, in the order of the chapters that use them. Add a new one here. */
export const examples: readonly Example[] = [
  missedWakeup,
  barePut,
  refault,
  unmappedFile,
  evictPinned,
  unbindMapped,
  unbindPinned,
  unbindUnmapped,
];

/** The example called `id`. Throws a ModelError that lists the examples. */
export function exampleNamed(id: string, among: readonly Example[] = examples): Example {
  const found = among.find((example) => example.id === id);
  if (found) return found;
  throw new ModelError(
    `there is no example '${id}'; the examples are ${among.map((example) => example.id).join(', ')}`,
  );
}
