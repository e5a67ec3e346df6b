import { useEffect, useState } from 'preact/hooks';
import type { Teller } from '../../../sim/trace/pair.ts';
import type { FigureData, FigureDesign } from '../data.ts';
import { ask, wordsOf } from './ask.ts';
import { withDesign } from './changed.ts';
import type { ChoiceShown } from './judge.ts';

export interface ChoicesProps {
  readonly data: FigureData;
  readonly sides: readonly [left: FigureDesign, right: FigureDesign];
  /** Puts a design on a side, of a figure that has come to have it. */
  readonly onDesign: (side: Teller, id: string, data: FigureData) => Promise<void>;
}

/** What the design on a side chooses, to be chosen otherwise. */
export function Choices({ data, sides, onDesign }: ChoicesProps) {
  const [side, setSide] = useState<Teller>('left');
  const design = sides[side === 'left' ? 0 : 1];
  const [shown, setShown] = useState<{ design: string; choices: readonly ChoiceShown[] }>();
  const [problem, setProblem] = useState('');
  const { id } = data.example;

  useEffect(() => {
    let wanted = true;
    ask((judge) => judge.choices(id, design.id)).then(
      (choices) => wanted && setShown({ design: design.id, choices }),
      (error) => wanted && setProblem(wordsOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, [id, design.id]);

  const change = async ({ choice }: ChoiceShown, word: string) => {
    setProblem('');
    try {
      const changed = await ask((judge) => judge.changed(design.id, choice, word));
      onDesign(side, changed, await withDesign(data, changed));
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };

  return (
    <div class="choices">
      <p>
        <label>
          Design{' '}
          <select value={side} onChange={(event) => setSide(event.currentTarget.value as Teller)}>
            <option value="left">on the left: {sides[0].title}</option>
            <option value="right">on the right: {sides[1].title}</option>
          </select>
        </label>
      </p>
      <p role="status">
        {problem || (shown?.design === design.id ? '' : 'Looking which choices matter here.')}
      </p>
      <dl>
        {shown?.choices.map((one) => (
          <div key={one.choice}>
            <dt>
              <label>
                <code>{one.choice}</code>{' '}
                <select value={one.word} onChange={(event) => change(one, event.currentTarget.value)}>
                  {one.values.map(({ word, words }) => (
                    <option key={word} value={word}>
                      {words}
                    </option>
                  ))}
                </select>
              </label>
            </dt>
            <dd>{one.what}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
