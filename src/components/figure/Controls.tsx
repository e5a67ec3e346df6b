import type { JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Cell, Row } from '../../sim/trace/pair.ts';
import type { Place } from './data.ts';
import type { PanelProps } from './Panel.tsx';
import type { Shown } from './taken.ts';

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
  /** Goes to another row, found from the one that the figure is at; out of range is the first or the last. */
  readonly onRow: (next: (row: number) => number) => void;
  readonly onSchedule: PanelProps['onSchedule'];
  readonly onTold: () => void;
  /** What is shown, with its address; the browser's own may be behind, or another figure's. */
  readonly shown: () => Shown;
}

/** Milliseconds per row while playing. */
const PACE = 900;

/** Stepping, playing, jumping, the schedule, and what the lit row stands for. */
export function Controls(props: ControlsProps) {
  const { live, figure, row, rows, current, places } = props;
  const [playing, setPlaying] = useState(false);
  const [Panel, setPanel] = useState<(props: PanelProps) => JSX.Element>();
  const [said, setSaid] = useState('');
  const more = useRef<HTMLDetailsElement>(null);
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
      if (!more.current) return;
      more.current.open = !more.current.open;
      more.current.scrollIntoView({ block: 'nearest' });
    },
  };

  useEffect(() => {
    const here = figure.current;
    if (!live || !here) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || !isFree(event)) return;
      const action = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
      if (!action) return;
      event.preventDefault();
      if (event.key !== ' ') setPlaying(false);
      action();
    };
    here.addEventListener('keydown', press);
    return () => here.removeEventListener('keydown', press);
  });

  useEffect(() => {
    if (!playing) return;
    if (row >= rows) return setPlaying(false);
    const timer = setTimeout(() => goBy(1), PACE);
    return () => clearTimeout(timer);
  }, [playing, row, rows]);

  const open = async () => {
    if (!more.current?.open) return;
    try {
      const { Panel } = await import('./Panel.tsx');
      setPanel(() => Panel);
    } catch {
      setSaid('what belongs here did not load; close it and open it to try again');
    }
  };
  const copy = async (what: string, text: string) => {
    try {
      await navigator.clipboard.writeText(text);
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
            <p class="now">
              {current && <Now row={current} places={places} />} {said && <i>{said}.</i>}
            </p>
            <p class="vh" aria-live="polite">
              {said ||
                (current &&
                  `row ${row}, ${current.task}: left: ${spoken(current.left)}; right: ${spoken(current.right)}`)}
            </p>
            <button type="button" onClick={() => copy('link', props.shown().url)}>
              Copy link
            </button>
            <details class="more" ref={more} onToggle={open}>
              <summary>Another schedule, text, keys</summary>
              {Panel && <Panel {...props} onCopy={copy} />}
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

/** What a side does in a row, for who hears it: what came of it, or else what ran. */
function spoken(cell: Cell): string {
  if (cell === null) return 'nothing';
  if (cell.kind === 'blocked') return `cannot move, ${cell.why}`;
  if (cell.kind === 'absent') return `no wake-up for ${cell.sleeper}`;
  const { deltas, says, woke, missed, fn } = cell;
  const words = [
    ...deltas.map(({ name, from, to }) => `${name} ${from} to ${to}`),
    says,
    ...woke.map((task) => `wakes ${task}`),
    missed && `no wake-up for ${missed}`,
  ];
  return words.filter(Boolean).join(', ') || fn;
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

/** A key that is pressed somewhere in the figure, where it has no meaning of its own. */
const isFree = ({ key, target }: KeyboardEvent): boolean =>
  !(key === ' ' ? /^(BUTTON|SUMMARY|A|INPUT|SELECT)$/ : /^(INPUT|SELECT)$/).test((target as Element).tagName);
