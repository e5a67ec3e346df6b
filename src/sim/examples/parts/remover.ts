import { unbind } from '../../kernel/index.ts';
import type { Actor } from '../../scenario/index.ts';

/** Somebody takes the device away. */
export const remover: Actor = {
  name: 'unbind',
  role: 'removes the device',
  process: 0,
  run: (t) => unbind(t, { pages: 1, processes: 1 }),
};
