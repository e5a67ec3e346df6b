import { useState } from 'preact/hooks';
import { formatSchedule, parseSchedule } from '../../sim/checker/index.ts';
import type { Scenario } from '../../sim/scenario/index.ts';
import type { Cell, Pair, Row } from '../../sim/trace/pair.ts';
import type { Asked } from './asked.ts';
import type { CodeProps } from './Code.tsx';
import type { FigureData, Places } from './data.ts';
import { Later } from './Later.tsx';
import type { PanelProps } from './Panel.tsx';
import type { Chosen } from './replay.ts';

interface UnderProps {
  readonly example: Scenario;
  readonly data: FigureData;
  readonly chosen: Chosen;
  readonly pair: Pair;
  readonly sides: CodeProps['sides'];
  readonly base: string;
  /** The link to what is shown; the browser's own may be behind, or another figure's. */
  readonly fragment: string;
  readonly onAsked: (asked: Asked) => void;
}

const loadCode = async () => (await import('./Code.tsx')).Code;
const loadPanel = async () => (await import('./Panel.tsx')).Panel;

/** What the lit row stands for, in sight and for who hears it; its link; and the schedule and the like, for who asks. */
export function Under({ example, data, chosen, pair, sides, base, fragment, onAsked }: UnderProps) {
  const [said, setSaid] = useState('');
  const { row, schedule } = chosen;
  const current = pair.rows[row - 1];
  const shown = () => ({ example, pair, url: new URL(fragment, location.href).href });

  const copy = async (what: string, text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(`${what} copied`);
    } catch {
      setSaid('the browser does not let this page copy; a row’s number links to what is shown');
    }
  };

  const panel: PanelProps = {
    words: formatSchedule(schedule ?? parseSchedule(example.told)),
    told: schedule === null,
    onSchedule: (words, read) => {
      const asked = read(words, chosen, example, data);
      onAsked(asked);
      return asked.chosen !== null;
    },
    onTold: () => onAsked({ chosen: { ...chosen, schedule: null, teller: 'left', row: 1 }, message: '' }),
    shown,
    onCopy: copy,
  };

  return (
    <>
      <p class="now">
        {current && <Now row={current} data={data} sides={sides} />} {said && <i>{said}.</i>}
      </p>
      <p class="vh" aria-live="polite">
        {said ||
          (current &&
            `row ${row}, ${current.task}: left: ${spoken(current.left)}; right: ${spoken(current.right)}`)}
      </p>
      <button type="button" onClick={() => copy('link', shown().url)}>
        Copy link
      </button>
      <Later summary="Another schedule, text, keys" load={loadPanel} props={panel} />
      <Later
        summary="The model’s code of this row"
        load={loadCode}
        props={{ row: current, sides, example: example.id.replace(/\+.*/, ''), base }}
      />
    </>
  );
}

/** The lit row in one line: who ran what, and where that can be read. */
function Now({ row, data, sides }: Pick<UnderProps, 'data' | 'sides'> & { row: Row }) {
  const cells = [
    ['left', row.left],
    ['right', row.right],
  ] as const;
  return (
    <>
      {row.task}:{' '}
      {cells.map(([side, cell], i) => (
        <span key={side} class={side}>
          <CellSource cell={cell} places={placesOf(data, sides[i].id)} />
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

/** Where a design's steps can be read. */
function placesOf({ designs, places }: FigureData, id: string): Places {
  const tree = designs.find((design) => design.id === id)?.tree ?? 0;
  return { ...places[0], ...places[tree] };
}

function CellSource({ cell, places }: { cell: Cell; places: Places }) {
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
