import { useState } from 'preact/hooks';
import type { Cell, Row } from '../../sim/trace/pair.ts';
import type { Place } from './data.ts';
import { Later } from './Later.tsx';
import type { PanelProps } from './Panel.tsx';

interface UnderProps extends Omit<PanelProps, 'onCopy'> {
  readonly row: number;
  readonly current: Row | undefined;
  readonly places: Readonly<Record<string, Place>>;
}

const loadPanel = async () => (await import('./Panel.tsx')).Panel;

/** What the lit row stands for, in sight and for who hears it; its link; and the schedule and the like, for who asks. */
export function Under(props: UnderProps) {
  const { row, current, places } = props;
  const [said, setSaid] = useState('');

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
      <Later summary="Another schedule, text, keys" load={loadPanel} props={{ ...props, onCopy: copy }} />
    </>
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
