import type { Model } from '../checker/index.ts';
import { type Design, designNamed } from '../designs/index.ts';
import { layoutOf, type Note, type State } from '../kernel/index.ts';
import { demands } from '../properties.ts';
import type { Example } from './example.ts';
import { systemOf } from './scenario.ts';

/** An example under a design with all that is asked of it, ready for the checker. */
export function modelOf(example: Example, design: Design | string): Model<State, Note> {
  const record = typeof design === 'string' ? designNamed(design) : design;
  const layout = layoutOf(example, record.choices);
  return {
    ...systemOf(example, record),
    alike: example.alike ?? [],
    properties: [
      ...example.demands.map((id) => demands[id].property(record.choices, layout)),
      ...(example.questions ?? []).map(({ property }) => property(record.choices, layout)),
      ...example.sometimes.map(({ id, good }) => ({ id, kind: 'sometimes' as const, good })),
    ],
  };
}
