import { proxy } from 'comlink';
import { useEffect, useState } from 'preact/hooks';
import type { Tried as TriedOf, Trying } from '../../../sim/verdicts/changes.ts';
import { count } from '../../../text/layout.ts';
import type { VerdictData } from '../data.ts';
import { ask, cancel, wordsOf } from './ask.ts';

export interface TriedProps {
  /** Of which example and which design. */
  readonly of: readonly [example: string, design: string];
  readonly verdict: VerdictData;
  /** What properties are called. */
  readonly titleOf: (property: string) => string;
  /** Shows the design with the changes, on the schedule that fails if one does. */
  readonly onShow: (tried: TriedOf) => void;
}

/** What a verdict hangs on, or what would mend it: the design's choices made otherwise, and searched. */
export function Tried({ of, verdict, titleOf, onShow }: TriedProps) {
  const [trying, setTrying] = useState<Trying>();
  const [found, setFound] = useState<readonly TriedOf[]>();
  const [problem, setProblem] = useState('');
  const fails = verdict.verdict === 'fails';

  const search = async () => {
    setProblem('');
    setTrying({ made: 0, all: 0 });
    // What is said on the way may arrive after the answer.
    let isOver = false;
    const onProgress = proxy((trying: Trying) => isOver || setTrying(trying));
    const which = [...of, verdict.property] as const;
    try {
      setFound(await ask((judge) => judge.tried(fails ? 'mends' : 'each', which, onProgress)));
    } catch (error) {
      setProblem(wordsOf(error));
    }
    isOver = true;
    setTrying(undefined);
  };

  // It is here because somebody has asked.
  useEffect(() => void search(), []);

  return (
    <div role="status">
      {trying && (
        <>
          {count(trying.made, 'search', 'searches')} of {trying.all || 'some'}{' '}
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        </>
      )}
      {problem && (
        <>
          {problem}{' '}
          <button type="button" onClick={search}>
            Try again
          </button>
        </>
      )}
      {found && (
        <>
          <p>{fails ? mendWords(found) : whyWords(found)}</p>
          <ul>
            {shownOf(found, fails).map((one) => (
              <li key={one.design}>
                {one.changes.map(({ choice, from, to }, i) => [
                  i > 0 && ' and ',
                  <span key={choice}>
                    <code>{choice}</code>: {from} → {to}
                  </span>,
                ])}
                {one.schedule && `: fails after ${count(one.schedule.length, 'step')}`}
                {one.breaks.length > 0 && `, and breaks ${one.breaks.map(titleOf).join(', ')}`}{' '}
                <button type="button" onClick={() => onShow(one)}>
                  Show it
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const shownOf = (found: readonly TriedOf[], fails: boolean): readonly TriedOf[] =>
  fails ? found : found.filter(({ verdict }) => verdict === 'fails');

const whyWords = (found: readonly TriedOf[]): string => {
  const fail = shownOf(found, false).length;
  const empty = found.filter(({ verdict }) => verdict === 'empty').length;
  const said =
    empty === 0 ? '' : ` With ${empty} it holds and says nothing: what gives it meaning is not met.`;
  return fail === 0
    ? `On no single choice: ${found.length} were made otherwise, one at a time.${said}`
    : `It hangs on these, of ${found.length} that were made otherwise, one at a time.${said}`;
};

const mendWords = (found: readonly TriedOf[]): string =>
  found.length === 0
    ? 'No one or two choices made otherwise.'
    : 'The fewest choices made otherwise, up to two:';
