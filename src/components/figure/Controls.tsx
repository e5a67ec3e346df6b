import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface ControlsProps {
  /** False in the page as it was built: there is nothing to press yet, only the room for it. */
  readonly live: boolean;
  readonly figure: RefObject<HTMLElement>;
  readonly row: number;
  readonly rows: number;
  /** Goes to another row, found from the one that the figure is at; out of range is the first or the last. */
  readonly onRow: (next: (row: number) => number) => void;
}

/** Milliseconds per row while playing. */
const PACE = 900;

/** Stepping, playing, jumping. */
export function Controls({ live, figure, row, rows, onRow }: ControlsProps) {
  const [playing, setPlaying] = useState(false);
  const touched = useRef(false);

  const go = (next: number) => {
    touched.current = true;
    onRow(() => next);
  };
  /** By so many rows from wherever the figure is by then: keys may come faster than pages are drawn. */
  const goBy = (rows: number) => {
    touched.current = true;
    onRow((now) => now + rows);
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
      const list = figure.current?.querySelector<HTMLDetailsElement>('.under details');
      if (!list) return;
      list.open = !list.open;
      list.scrollIntoView({ block: 'nearest' });
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

  return (
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

/** A key that is pressed somewhere in the figure, where it has no meaning of its own. */
const isFree = ({ key, target }: KeyboardEvent): boolean =>
  !(key === ' ' ? /^(BUTTON|SUMMARY|A|INPUT|SELECT)$/ : /^(INPUT|SELECT)$/).test((target as Element).tagName);
