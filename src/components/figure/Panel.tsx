import { useState } from 'preact/hooks';
import looks from '../../styles/asked.css?url&no-inline';
import { typed } from './asked.ts';
import { asMarkdown, asText, asTrace, type Shown, save } from './taken.ts';

export interface PanelProps {
  /** The schedule on show, in words. */
  readonly words: string;
  /** It is the one that the example tells. */
  readonly told: boolean;
  /** Shows another, which `read` makes of the words; says whether they were a schedule. */
  readonly onSchedule: (words: string, read: typeof typed) => boolean;
  readonly onTold: () => void;
  readonly shown: () => Shown;
  /** Puts a text where it can be pasted from; `what` says which. */
  readonly onCopy: (what: string, text: string) => void;
}

/** What few readers ask for: it is loaded when somebody does. */
export function Panel({ words, told, onSchedule, onTold, shown, onCopy }: PanelProps) {
  /** What was typed and is not shown yet; words that are no schedule stay as they were typed. */
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const settle = (taken: boolean) => {
    setWrong(!taken);
    if (taken) setDraft(null);
  };
  return (
    <>
      <link rel="stylesheet" href={looks} />
      <form
        class="schedule"
        onSubmit={(event) => {
          event.preventDefault();
          settle(onSchedule(draft ?? words, typed));
        }}
      >
        <label>
          Schedule{' '}
          <input
            name="schedule"
            value={draft ?? words}
            spellcheck={false}
            autocomplete="off"
            aria-invalid={wrong}
            onInput={(event) => setDraft(event.currentTarget.value)}
          />
        </label>{' '}
        <button type="submit">Replay</button>{' '}
        <button type="button" onClick={() => onCopy('text', asText(shown()))}>
          Copy as text
        </button>{' '}
        <button type="button" onClick={() => onCopy('Markdown', asMarkdown(shown()))}>
          Copy as Markdown
        </button>{' '}
        {(['left', 'right'] as const).map((side) => [
          <button
            key={side}
            type="button"
            onClick={() => {
              const { name, text } = asTrace(shown(), side);
              save(name, text);
            }}
          >
            Save the {side} as a trace
          </button>,
          ' ',
        ])}
        {!told && (
          <button
            type="button"
            onClick={() => {
              settle(true);
              onTold();
            }}
          >
            Back to the told one
          </button>
        )}
      </form>
      <p>
        A trace is JSON in the Informal Trace Format, which Apalache and Quint read: every variable after each
        step.
      </p>
      <p>
        Keys, in the figure: <kbd>→</kbd> or <kbd>j</kbd> step, <kbd>←</kbd> or <kbd>k</kbd> step back,{' '}
        <kbd>Home</kbd> and <kbd>End</kbd> first and last row, <kbd>Space</kbd> play or pause, <kbd>?</kbd>{' '}
        this list.
      </p>
    </>
  );
}
