import { proxy } from 'comlink';
import { useState } from 'preact/hooks';
import { parseSchedule, type Schedule } from '../../../sim/checker/index.ts';
import type { Scenario } from '../../../sim/scenario/index.ts';
import { failureBeside } from '../../../sim/trace/failure.ts';
import type { Teller } from '../../../sim/trace/pair.ts';
import type { Tried as TriedOf } from '../../../sim/verdicts/changes.ts';
import { count } from '../../../text/layout.ts';
import { designOf, type FigureDesign } from '../data.ts';
import { Later } from '../Later.tsx';
import type { Chosen } from '../replay.ts';
import { ask, cancel, wordsOf } from './ask.ts';
import type { ChoicesProps } from './Choices.tsx';
import { withDesign } from './changed.ts';
import type { Found } from './judge.ts';

interface SearchProps extends ChoicesProps {
  readonly example: Scenario;
  readonly onShow: (next: Partial<Chosen>) => void;
}

/** A search that is under way, has come to something, or has not. */
type State =
  | { readonly kind: 'running'; readonly side: Teller; readonly states: number }
  | { readonly kind: 'found'; readonly side: Teller; readonly design: FigureDesign; readonly found: Found }
  | { readonly kind: 'lost'; readonly words: string };

/** Every interleaving of a side's design, searched in the reader's own browser. */
export function Search({ example, data, sides, onShow, onDesign }: SearchProps) {
  const [state, setState] = useState<State | null>(null);
  const design = (side: Teller) => sides[side === 'left' ? 0 : 1];

  const search = async (side: Teller) => {
    const searched = design(side);
    setState({ kind: 'running', side, states: 0 });
    // What is said on the way may arrive after the answer.
    let isOver = false;
    const onProgress = proxy((states: number) => isOver || setState({ kind: 'running', side, states }));
    try {
      const found = await ask((judge) => judge.search(example.id, searched.id, onProgress));
      isOver = true;
      setState({ kind: 'found', side, design: searched, found });
    } catch (error) {
      isOver = true;
      setState({ kind: 'lost', words: wordsOf(error) });
    }
  };
  const show = (side: Teller, design: FigureDesign, schedule: Schedule) => {
    const other = sides[side === 'left' ? 1 : 0];
    onShow({
      [side]: design.id,
      teller: side,
      ...failureBeside(example, design, other, schedule),
    });
  };

  const tried = async (side: Teller, { design, schedule }: TriedOf) => {
    const known = await withDesign(data, design);
    await onDesign(side, design, known);
    if (schedule) show(side, designOf(known, design), schedule);
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
        {state?.kind === 'found' && <Result {...state} example={example.id} onShow={show} onTried={tried} />}
      </div>
    </>
  );
}

interface ResultProps {
  readonly example: string;
  readonly side: Teller;
  readonly design: FigureDesign;
  readonly found: Found;
  readonly onShow: (side: Teller, design: FigureDesign, schedule: Schedule) => void;
  readonly onTried: (side: Teller, tried: TriedOf) => void;
}

const loadTried = async () => (await import('./Tried.tsx')).Tried;

function Result({ example, side, design, found, onShow, onTried }: ResultProps) {
  const { states, transitions, schedules, milliseconds, verdicts } = found;
  return (
    <>
      <p>
        <b>{design.title}</b>: searched {count(states, 'state')} and {count(transitions, 'transition')} in
        this browser in {milliseconds.toFixed(0)} ms
        {schedules !== null && `, ${schedules} complete schedules`}.
      </p>
      <ul>
        {verdicts.map((verdict) => (
          <li key={verdict.property}>
            {verdict.title}: {verdict.words}{' '}
            {verdict.schedule !== null && (
              <button
                type="button"
                onClick={() => onShow(side, design, parseSchedule(verdict.schedule ?? ''))}
              >
                Show it
              </button>
            )}
            {verdict.verdict !== 'undecided' && (
              <Later
                summary={verdict.verdict === 'fails' ? 'What would mend it?' : 'Why does it hold?'}
                load={loadTried}
                props={{
                  of: [example, design.id] as const,
                  verdict,
                  titleOf: (property: string) =>
                    verdicts.find((one) => one.property === property)?.title ?? property,
                  onShow: (tried: TriedOf) => onTried(side, tried),
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
