import { proxy } from 'comlink';
import { useState } from 'preact/hooks';
import { parseSchedule } from '../../../sim/checker/index.ts';
import type { Scenario } from '../../../sim/scenario/index.ts';
import { failureBeside } from '../../../sim/trace/failure.ts';
import type { Teller } from '../../../sim/trace/pair.ts';
import { count } from '../../../text/layout.ts';
import type { FigureDesign } from '../data.ts';
import type { Chosen } from '../replay.ts';
import { ask, cancel, wordsOf } from './ask.ts';
import type { Found } from './judge.ts';

interface SearchProps {
  readonly example: Scenario;
  readonly sides: readonly [left: FigureDesign, right: FigureDesign];
  readonly onShow: (next: Partial<Chosen>) => void;
}

/** A search that is under way, has come to something, or has not. */
type State =
  | { readonly kind: 'running'; readonly side: Teller; readonly states: number }
  | { readonly kind: 'found'; readonly side: Teller; readonly design: FigureDesign; readonly found: Found }
  | { readonly kind: 'lost'; readonly words: string };

/** Every interleaving of a side's design, searched in the reader's own browser. */
export function Search({ example, sides, onShow }: SearchProps) {
  const [state, setState] = useState<State | null>(null);
  const design = (side: Teller) => sides[side === 'left' ? 0 : 1];

  const search = async (side: Teller) => {
    const searched = design(side);
    setState({ kind: 'running', side, states: 0 });
    const onProgress = proxy((states: number) => setState({ kind: 'running', side, states }));
    try {
      const found = await ask((judge) => judge.search(example.id, searched.id, onProgress));
      setState({ kind: 'found', side, design: searched, found });
    } catch (error) {
      setState({ kind: 'lost', words: wordsOf(error) });
    }
  };
  const show = (side: Teller, design: FigureDesign, schedule: string) => {
    const other = sides[side === 'left' ? 1 : 0];
    onShow({
      [side]: design.id,
      teller: side,
      ...failureBeside(example, design, other, parseSchedule(schedule)),
    });
  };

  return (
    <>
      <p class="buttons">
        {(['left', 'right'] as const).map((side) => [
          <button key={side} type="button" disabled={state?.kind === 'running'} onClick={() => search(side)}>
            Search every interleaving of {design(side).title}
          </button>,
          ' ',
        ])}
        {state?.kind === 'running' && (
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        )}
      </p>
      <div role="status">
        {state?.kind === 'running' && <p>Searching: {count(state.states, 'state')} so far.</p>}
        {state?.kind === 'lost' && <p>{state.words}</p>}
        {state?.kind === 'found' && <Result {...state} onShow={show} />}
      </div>
    </>
  );
}

interface ResultProps {
  readonly side: Teller;
  readonly design: FigureDesign;
  readonly found: Found;
  readonly onShow: (side: Teller, design: FigureDesign, schedule: string) => void;
}

function Result({ side, design, found, onShow }: ResultProps) {
  const { states, transitions, schedules, milliseconds, verdicts } = found;
  return (
    <>
      <p>
        <b>{design.title}</b>: searched {count(states, 'state')} and {count(transitions, 'transition')} in
        this browser in {milliseconds.toFixed(0)} ms
        {schedules !== null && `, ${schedules} complete schedules`}.
      </p>
      <ul>
        {verdicts.map(({ property, title, words, schedule }) => (
          <li key={property}>
            {title}: {words}{' '}
            {schedule !== null && (
              <button type="button" onClick={() => onShow(side, design, schedule)}>
                Show it
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
