import { runLater } from './again.ts';
import { type Alone, runAloneAgain } from './alone.ts';
import { goRound, runAfresh } from './rounds.ts';
import type { Search } from './search.ts';

/**
 * A model can hide state from the checker: in a variable around a loop, in an effect that looks elsewhere. When a search is
 * over, its model is examined: parts of it are run again, otherwise than the search ran them, and must come to the same.
 * How much is run again is said in README.md, and so is what that finds and what it does not. A replay examines nothing: it
 * replays what was searched.
 */

/** How much is run again. */
interface Strength {
  /** Times that each way round a loop is gone round straight on. */
  readonly rounds: number;
  /** Operations of each task that has loops, in runs of any observations that it was seen to make. */
  readonly steps: number;
  /** States, evenly spread, in which guards and effects are run again. */
  readonly states: number;
}

/**
 * How far a model is examined: not at all, where that was done before, of this model or of all that it is put together from; for what little
 * time finds; or for as much as is of any use.
 */
export type Examination = 'none' | keyof typeof strengths;

const strengths = {
  usual: { rounds: 16, steps: 2 ** 10, states: 2 ** 8 },
  thorough: { rounds: 2 ** 10, steps: 2 ** 14, states: 2 ** 14 },
} satisfies Record<string, Strength>;

/**
 * Throws a {@link ModelError} that names task and operation if the model was seen to hide state. `alone` is what its tasks
 * did before the search.
 */
export function examine<S, N>(search: Search<S, N>, alone: readonly Alone[], examination: Examination): void {
  if (examination === 'none') return;
  const strength = strengths[examination];
  for (const run of alone) runAloneAgain(search.machine, run);
  const twins = search.machine.automata.map((automaton) => {
    runAfresh(automaton);
    return goRound(automaton, strength);
  });
  runLater(search, twins, strength.states);
}
