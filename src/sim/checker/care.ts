import type { LoopTop, Operation } from './task.ts';
import type { Material } from './view.ts';

/** What a machine asks of what a model's functions are given and give. `where` begins the words of an error. */
export interface Care {
  /** What the views are made of that functions are given, which are open while `gate` is. Nothing: plain ones. */
  material(gate: { open: boolean }): Material | undefined;
  begin(program: unknown, task: string): void;
  admit<S, N>(item: unknown, where: string): Operation<S, N> | LoopTop;
  observation(observed: unknown, where: string): number;
  answer(given: unknown, where: string): boolean;
}

/** None: who replays what was searched need not look again. A figure is smaller by that. */
export const TRUST: Care = {
  material: () => undefined,
  begin: () => {},
  admit: <S, N>(item: unknown) => item as Operation<S, N> | LoopTop,
  observation: Number,
  answer: Boolean,
};
