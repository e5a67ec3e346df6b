import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ModelError } from '../../sim/checker/index.ts';
import type { Cell, Row } from '../../sim/trace/pair.ts';
import type { Place } from './data.ts';

interface ControlsProps {
  /** False in the page as it was built: there is nothing to press yet, only the room for it. */
  readonly live: boolean;
  readonly figure: RefObject<HTMLElement>;
  readonly row: number;
  readonly rows: number;
  readonly current: Row | undefined;
  readonly places: Readonly<Record<string, Place>>;
  /** The schedule on show, in words. */
  readonly words: string;
  /** It is the one that the example tells. */
  readonly told: boolean;
  /** Something to tell the reader about the link that was followed. */
  readonly message: string;
  /** Goes to another row, found from the one that the figure is at; out of range is the first or the last. */
  readonly onRow: (next: (row: number) => number) => void;
  /** Throws a ModelError for words that are no schedule. */
  readonly onSchedule: (words: string) => void;
  readonly onTold: () => void;
  /** The address of what is shown; the browser's own may be behind, or another figure's. */
  readonly link: () => string;
  readonly onCopyText: () => Promise<string>;
}

/** Milliseconds per row while playing. */
const PACE = 900;

/** Stepping, playing, jumping, the schedule, and what the lit row stands for. */
export function Controls(props: ControlsProps) {
  const { live, figure, row, rows, current, places, words, told, message } = props;
  const [playing, setPlaying] = useState(false);
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const [said, setSaid] = useState('');
  const help = useRef<HTMLDetailsElement>(null);
  const touched = useRef(false);

  const go = (next: number) => {
    touched.current = true;
    props.onRow(() => next);
  };
  /** By so many rows from wherever the figure is by then: keys may come faster than pages are drawn. */
  const goBy = (rows: number) => {
    touched.current = true;
    props.onRow((now) => now + rows);
  };
  const play = () => {
    if (!playing && (row >= rows || !touched.current)) go(1);
    setPlaying(!playing);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowRight: () => goBy(1),
    j: () => goBy(1),
    ArrowLeft: () => goBy(-1),
    k: () => goBy(-1),
    Home: () => go(1),
    End: () => go(rows),
    ' ': play,
    '?': () => {
      if (!help.current) return;
      help.current.open = !help.current.open;
      help.current.scrollIntoView({ block: 'nearest' });
    },
  };

  useEffect(() => {
    if (!live) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || !isFor(event, figure.current)) return;
      const action = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
      if (!action) return;
      event.preventDefault();
      if (event.key !== ' ') setPlaying(false);
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });

  useEffect(() => {
    if (!playing) return;
    if (row >= rows) return setPlaying(false);
    const timer = setTimeout(() => goBy(1), PACE);
    return () => clearTimeout(timer);
  }, [playing, row, rows]);

  const apply = (event: Event) => {
    event.preventDefault();
    try {
      props.onSchedule(draft ?? words);
      setDraft(null);
      setProblem('');
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      setProblem(error.message); // and the words stay as they were typed
    }
  };
  const backToTold = () => {
    setDraft(null);
    setProblem('');
    props.onTold();
  };
  const copy = async (what: string, text: string | Promise<string>) => {
    try {
      await navigator.clipboard.writeText(await text);
      setSaid(`${what} copied`);
    } catch {
      setSaid('the browser does not let this page copy; a row’s number links to what is shown');
    }
  };

  return (
    <>
      <fieldset class="bar controls" aria-label="stepping">
        {live && (
          <>
            <Press name="first row" mark="|◀" disabled={row === 1} onPress={() => go(1)} />
            <Press name="step back" mark="◀" disabled={row === 1} onPress={() => goBy(-1)} />
            <button type="button" class="play" disabled={rows === 0} onClick={play}>
              {playing ? 'Pause' : 'Play'}
            </button>
            <Press name="step" mark="▶" disabled={row >= rows} onPress={() => goBy(1)} />
            <Press name="last row" mark="▶|" disabled={row >= rows} onPress={() => go(rows)} />
            <input
              type="range"
              aria-label="jump to row"
              min={1}
              max={Math.max(1, rows)}
              value={row}
              onInput={(event) => go(Number(event.currentTarget.value))}
            />
            <span class="where">{rows === 0 ? 'no rows' : `row ${row} of ${rows}`}</span>
          </>
        )}
      </fieldset>
      <div class="under controls">
        {live && (
          <>
            <p class="now" aria-live="polite">
              {current && <Now row={current} places={places} />} {said && <i>{said}.</i>}
            </p>
            {message && (
              <p class="problem" role="alert">
                {message}
              </p>
            )}
            <form class="schedule" onSubmit={apply}>
              <label>
                Schedule{' '}
                <input
                  name="schedule"
                  value={draft ?? words}
                  spellcheck={false}
                  autocomplete="off"
                  aria-invalid={problem !== ''}
                  onInput={(event) => setDraft(event.currentTarget.value)}
                />
              </label>{' '}
              <button type="submit">Replay</button>{' '}
              <button type="button" onClick={() => copy('link', props.link())}>
                Copy link
              </button>{' '}
              <button type="button" onClick={() => copy('text', props.onCopyText())}>
                Copy as text
              </button>{' '}
              {!told && (
                <button type="button" onClick={backToTold}>
                  Back to the told one
                </button>
              )}
              {problem && (
                <p class="problem" role="alert">
                  {problem}
                </p>
              )}
            </form>
            <details class="keys" ref={help}>
              <summary>Keys</summary>
              <p>
                <kbd>→</kbd> or <kbd>j</kbd> step, <kbd>←</kbd> or <kbd>k</kbd> step back, <kbd>Home</kbd> and{' '}
                <kbd>End</kbd> first and last row, <kbd>Space</kbd> play or pause, <kbd>?</kbd> this list.
              </p>
            </details>
          </>
        )}
      </div>
    </>
  );
}

function Press(props: { name: string; mark: string; disabled: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={props.name}
      title={props.name}
      disabled={props.disabled}
      onClick={props.onPress}
    >
      {props.mark}
    </button>
  );
}

/** The lit row in one line: who ran what, and where that can be read. */
function Now({ row, places }: { row: Row; places: Readonly<Record<string, Place>> }) {
  const sides = [
    ['left', row.left],
    ['right', row.right],
  ] as const;
  return (
    <>
      {row.task}:{' '}
      {sides.map(([side, cell]) => (
        <span key={side} class={side}>
          <CellSource cell={cell} places={places} />
        </span>
      ))}
      {row.parts && <b>the designs part here</b>}
    </>
  );
}

function CellSource({ cell, places }: { cell: Cell; places: Readonly<Record<string, Place>> }) {
  if (cell?.kind === 'blocked') return <>cannot move: {cell.why}</>;
  if (cell?.kind === 'absent') return <>no wake-up for {cell.sleeper}</>;
  if (cell === null) return <>nothing</>;
  const place = places[cell.fact];
  return (
    <>
      <code>{cell.fn}</code> <a href={place?.url}>{place?.where}</a>
    </>
  );
}

/** A key is for a figure if it is pressed inside it, or nowhere in particular while the figure is in sight. */
function isFor(event: KeyboardEvent, figure: HTMLElement | null): boolean {
  const target = event.target as HTMLElement;
  if (!figure || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return false;
  if (figure.contains(target)) return !(event.key === ' ' && /^(BUTTON|SUMMARY|A)$/.test(target.tagName));
  if (target !== document.body) return false;
  const inSight = [...document.querySelectorAll('figure.example')].find((other) => {
    const { top, bottom } = other.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  return inSight === figure;
}
