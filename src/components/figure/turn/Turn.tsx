import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Scenario } from '../../../sim/scenario/index.ts';
import { canMove, type Option, type Turn as TurnOf, turnAt } from '../../../sim/trace/options.ts';
import type { Pair, Teller } from '../../../sim/trace/pair.ts';
import type { Ahead } from '../../../sim/verdicts/ahead.ts';
import looks from '../../../styles/asked.css?url&no-inline';
import { Words } from '../Cell.tsx';
import type { FigureDesign } from '../data.ts';
import { Later } from '../Later.tsx';
import type { Chosen } from '../replay.ts';
import { ask, wordsOf } from './ask.ts';
import type { ChoicesProps } from './Choices.tsx';
import { Search } from './Search.tsx';

export interface TurnProps extends ChoicesProps {
  readonly example: Scenario;
  /** What is on show. */
  readonly chosen: Chosen;
  readonly shown: Pair;
  readonly onShow: (next: Partial<Chosen>) => void;
}

/** What each task can do next on both designs, what can still come of that, and the search of everything. */
export function Turn({ example, data, sides, chosen, shown, onShow, onDesign }: TurnProps) {
  // Asked of one place: an effect that takes it back would come after a key that follows quickly.
  const [asked, setAsked] = useState<{ shown: Pair; row: number }>();
  const [past, setPast] = useState<readonly Chosen[]>([]);
  const fromStart = asked?.shown === shown && asked.row === chosen.row;
  const row = fromStart ? 0 : chosen.row;
  const turn = useMemo(() => turnAt(example, shown, row), [example, shown, row]);
  const ahead = {
    left: useAhead(example, sides[0], turn, 'left'),
    right: useAhead(example, sides[1], turn, 'right'),
  };

  const choose = (option: Option) => {
    if (!canMove(option)) return;
    setAsked(undefined);
    setPast([...past, chosen]);
    const schedule = [...turn.before, option.task];
    onShow({ schedule, teller: shown.teller, row: turn.row + option.rows.length });
  };

  return (
    <>
      <link rel="stylesheet" href={looks} />
      <table class="turn">
        <caption>{turn.row === 0 ? 'What moves first' : `What moves next, after row ${turn.row}`}</caption>
        <thead>
          <tr>
            <th scope="col">task</th>
            {sides.map((design, i) => (
              <th scope="col" key={i} data-design={design.id}>
                <b>{design.title}</b> <Mark ahead={ahead[sideNames[i]].now} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {turn.options.map((option, at) => (
            <tr key={option.task}>
              <th scope="row">
                {/* Not disabled where it cannot move: who has come to it with a key would be thrown out. */}
                <button type="button" aria-disabled={!canMove(option)} onClick={() => choose(option)}>
                  {option.task}
                </button>
              </th>
              {sideNames.map((side) => (
                <td key={side} data-design={shown.designs[side === 'left' ? 0 : 1].id}>
                  <Does option={option} side={side} />{' '}
                  {canMove(option) && <Mark ahead={ahead[side].options[at]} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="what">Schedules are counted: how many of them fail says nothing of how often one does.</p>
      <p class="buttons">
        {turn.row > 0 ? (
          <button type="button" onClick={() => setAsked({ shown, row: chosen.row })}>
            Choose what moves first
          </button>
        ) : (
          shown.rows.length > 0 && (
            <button type="button" onClick={() => setAsked(undefined)}>
              Choose what moves after row {chosen.row}
            </button>
          )
        )}{' '}
        {past.length > 0 && (
          <button
            type="button"
            onClick={() => {
              onShow(past[past.length - 1]);
              setPast(past.slice(0, -1));
            }}
          >
            Undo the choice
          </button>
        )}{' '}
        {chosen.schedule !== null && (
          <button type="button" onClick={() => onShow({ schedule: null, teller: 'left', row: 1 })}>
            Back to the told schedule
          </button>
        )}
      </p>
      <Search example={example} data={data} sides={sides} onShow={onShow} onDesign={onDesign} />
      <Later summary="Change what a design chooses" load={loadChoices} props={{ data, sides, onDesign }} />
    </>
  );
}

const sideNames = ['left', 'right'] as const;

const loadChoices = async () => (await import('./Choices.tsx')).Choices;

/** What a task does on a side if it is chosen. */
function Does({ option, side }: { option: Option; side: Teller }) {
  const cells = option.rows.flatMap((row) => row[side] ?? []);
  const why = option.why[side];
  if (cells.length > 0) return <>{cells.map((cell, i) => [<Words key={i} cell={cell} />, ' '])}</>;
  if (why === null) return <span class="what">waits for the other design to come here</span>;
  return <span class="what">{why === 'it has finished' ? 'has ended' : `cannot move: ${why}`}</span>;
}

/** What can still fail, with a mark for those who look. */
function Mark({ ahead }: { ahead: Ahead | string | undefined }) {
  if (ahead === undefined) return <span class="ahead">looking ahead</span>;
  if (typeof ahead === 'string') return <span class="ahead">{ahead}</span>;
  return <span class={`ahead ${ahead.kind}`}>{ahead.words}</span>;
}

interface Outlook {
  /** Undefined while it is being found out; a text where it was not. */
  readonly now: Ahead | string | undefined;
  readonly options: readonly (Ahead | string | undefined)[];
}

/** What can still come of where a side stands, and of each choice there. */
function useAhead({ id }: Scenario, design: FigureDesign, turn: TurnOf, side: Teller): Outlook {
  const holds = design.verdicts.every(({ verdict }) => verdict === 'holds' || verdict === 'empty');
  const [found, setFound] = useState<{ turn: TurnOf; design: string; ahead: readonly Ahead[] | string }>();
  useEffect(() => {
    if (holds) return;
    let wanted = true;
    const take = (ahead: readonly Ahead[] | string) => wanted && setFound({ turn, design: design.id, ahead });
    const schedules = [turn.done[side], ...turn.options.map(({ done }) => done[side])];
    ask((judge) => judge.ahead(id, design.id, schedules)).then(take, (error) => take(wordsOf(error)));
    return () => {
      wanted = false;
    };
  }, [id, design.id, turn, side, holds]);
  if (holds) return { now: NEVER, options: turn.options.map(() => NEVER) };
  const ahead = found?.turn === turn && found.design === design.id ? found.ahead : undefined;
  if (ahead === undefined) return { now: undefined, options: [] };
  return typeof ahead === 'string' ? { now: ahead, options: [] } : { now: ahead[0], options: ahead.slice(1) };
}

const NEVER: Ahead = { kind: 'cannot', words: 'cannot fail' };
