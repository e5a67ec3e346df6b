import { proxy } from 'comlink';
import { useEffect, useState } from 'preact/hooks';
import { count } from '../../../text/layout.ts';
import type { Subject } from '../asked.ts';
import type { VerdictData } from '../data.ts';
import type { Chosen } from '../replay.ts';
import { isSearched } from '../searched.ts';
import { ask, cancel, wordsOf } from './ask.ts';
import { withVerdicts } from './changed.ts';

interface UnsearchedProps {
  readonly subject: Subject;
  readonly chosen: Pick<Chosen, 'left' | 'right'>;
  /** A design's verdicts are known. */
  readonly onSubject: (change: (now: Subject) => Subject) => void;
}

/** The figure with what a search has come to, unless it is about something else by now. */
const searched = (now: Subject, id: string, design: string, verdicts: readonly VerdictData[]): Subject =>
  now.example.id === id ? { ...now, data: withVerdicts(now.data, design, verdicts) } : now;

/** Searches the designs in sight of which nothing is known yet, one after the other, and says how far it has come. */
export function Unsearched({ subject, chosen, onSubject }: UnsearchedProps) {
  const { example, data } = subject;
  const next = data.designs.find(
    (design) => !isSearched(design) && (design.id === chosen.left || design.id === chosen.right),
  );
  const [states, setStates] = useState(0);
  const [problem, setProblem] = useState('');
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (!next) return;
    let wanted = true;
    setStates(0);
    setProblem('');
    const onProgress = proxy((states: number) => wanted && setStates(states));
    ask((judge) => judge.search(example.id, next.id, onProgress)).then(
      ({ verdicts }) => wanted && onSubject((now) => searched(now, example.id, next.id, verdicts)),
      (error) => wanted && setProblem(wordsOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, [example.id, next?.id, tries]);

  if (!next) return <p role="status">Both designs are searched: their verdicts stand above.</p>;
  return (
    <p role="status">
      {problem ? (
        <>
          {next.title} is not searched: {problem}{' '}
          <button type="button" onClick={() => setTries(tries + 1)}>
            Search it
          </button>
        </>
      ) : (
        <>
          Searching {next.title}: {count(states, 'state')} so far.{' '}
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        </>
      )}
    </p>
  );
}
