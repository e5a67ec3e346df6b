import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatSchedule, ModelError, parseSchedule, type Schedule } from '../../sim/checker/index.ts';
import type { Choice } from '../../sim/kernel/index.ts';
import type { Scenario } from '../../sim/scenario/index.ts';
import { formatView, parseView, readSchedule, type View } from '../../sim/trace/link.ts';
import { type Cell, type Pair, pair, scheduleOf, toldOn } from '../../sim/trace/pair.ts';
import { leaveAddress, putIntoAddress } from './address-line.ts';
import { Controls } from './Controls.tsx';
import { designOf, type FigureData } from './data.ts';
import { Head } from './Head.tsx';
import { Source } from './Source.tsx';
import { Trace } from './Trace.tsx';

interface FigureProps {
  readonly example: Scenario;
  readonly data: FigureData;
  /** Where the site is; ends with a slash. */
  readonly base: string;
}

/** What the reader has chosen. */
interface Chosen {
  readonly left: string;
  readonly right: string;
  /** Null for the told schedule. */
  readonly schedule: Schedule | null;
  readonly row: number;
}

/**
 * One schedule on two designs. Complete as it comes from the build; in the browser it can be stepped, played,
 * given other designs and other schedules, and linked to.
 */
export function Figure({ example, data, base }: FigureProps) {
  const [choice, setChoice] = useState<Chosen>(() => first(example, data));
  const [live, setLive] = useState(false);
  const [message, setMessage] = useState('');
  const root = useRef<HTMLElement>(null);

  const { left, right, schedule } = choice;
  const rows = useMemo(
    () => replay(example, data, left, right, schedule),
    [example, data, left, right, schedule],
  );
  const row = Math.min(choice.row, Math.max(1, rows.rows.length));
  const current = rows.rows[row - 1];
  const sides = [designOf(data, left), designOf(data, right)] as const;
  const fingerprint = schedule && data.fingerprint;
  const linkTo = (row: number) =>
    formatView({ example: example.id, left, right, row, schedule, fingerprint });
  const fragment = linkTo(row);

  /** Takes a choice, puts it into the address, and brings its row into sight. */
  const show = (next: Partial<Chosen>) => {
    const changed = { ...choice, row, ...next };
    setMessage('');
    setChoice(changed);
  };

  const goTo = (next: (row: number) => number) => {
    const last = rows.rows.length;
    setMessage('');
    setChoice((now) => ({ ...now, row: Math.max(1, Math.min(last, next(Math.min(now.row, last)))) }));
  };

  const follow = () => {
    leaveAddress();
    try {
      const view = parseView(location.hash, example);
      if (!view) return;
      setChoice(view);
      const { rows } = replay(example, data, view.left, view.right, view.schedule);
      const stale = view.fingerprint !== null && view.fingerprint !== data.fingerprint;
      const words = [
        stale
          ? 'This link was made on another version of the model; its schedule is replayed on this one.'
          : '',
        missingRow(view, rows.length),
      ];
      setMessage(words.filter(Boolean).join(' '));
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      setMessage(`This link cannot be followed: ${error.message}. The figure shows what it showed before.`);
    }
  };

  useEffect(() => {
    setLive(true);
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const untouched = useRef(true);
  useLayoutEffect(() => {
    if (!live) return;
    if (untouched.current) {
      untouched.current = false;
      return;
    }
    if (message === '') putIntoAddress(fragment);
    root.current?.querySelector('tr.current')?.scrollIntoView({ block: 'nearest' });
  }, [live, fragment, message]);

  return (
    <figure class="example" ref={root} aria-label={example.question} data-live={live || undefined}>
      <figcaption>
        <p class="kind">
          Example · <a href={`${base}x/${example.id}/`}>{example.id}</a> ·{' '}
          <a href={`${base}x/${example.id}.txt`}>plain text</a>
        </p>
        <p class="question">{example.question}</p>
      </figcaption>
      <fieldset class="switch">
        <legend class="vh">Which design to show</legend>
        {sides.map((design, i) => (
          <label key={i} data-design={design.id}>
            <input
              type="radio"
              name={`${example.id}-side`}
              value={i === 0 ? 'left' : 'right'}
              defaultChecked={i === 0}
            />{' '}
            {design.title}
          </label>
        ))}
      </fieldset>
      <div class="heads">
        {sides.map((design, i) => (
          <Head
            key={i}
            side={i === 0 ? 'left' : 'right'}
            design={design}
            choices={live ? data.designs : []}
            onChoose={(id) => show(choose(example, data, choice, i === 0 ? 'left' : 'right', id))}
            failureLink={(words) =>
              formatView({
                example: example.id,
                left: design.id,
                right: sides[1 - i].id,
                row: 1,
                schedule: parseSchedule(words),
                fingerprint: data.fingerprint,
              })
            }
          />
        ))}
      </div>
      {/* The bar sticks to the bottom of the screen, but never above this. */}
      <div class="stage">
        <Trace example={example} left={sides[0]} right={sides[1]} pair={rows} row={row} linkTo={linkTo} />
        <div class="endings">
          {(['left', 'right'] as const).map((side) => (
            <p key={side} class={`${side} ${rows.ending[side].kind}`}>
              {rows.ending[side].words}
            </p>
          ))}
        </div>
        <div class="sources">
          {sides.map((design, i) => (
            <Source
              key={i}
              design={design}
              other={sides[1 - i]}
              side={i === 0 ? 'left' : 'right'}
              lit={choicesOf(i === 0 ? current?.left : current?.right)}
            />
          ))}
        </div>
        <Controls
          live={live}
          figure={root}
          row={row}
          rows={rows.rows.length}
          current={current}
          places={data.places}
          words={formatSchedule(schedule ?? parseSchedule(example.told))}
          told={schedule === null}
          message={message}
          onRow={goTo}
          onSchedule={(words) => {
            show({ schedule: readSchedule(words, example), row: 1 });
          }}
          onTold={() => show({ schedule: null, row: 1 })}
          link={() => new URL(fragment, location.href).href}
          onCopyText={async () => {
            const { sideBySide } = await import('../../sim/trace/side-by-side.ts');
            return [...sideBySide(example, rows), '', new URL(fragment, location.href).href, ''].join('\n');
          }}
        />
      </div>
    </figure>
  );
}

/** The told schedule, at the row in which the designs part. */
function first(example: Scenario, data: FigureData): Chosen {
  const [left, right] = example.pair;
  const { rows } = replay(example, data, left, right, null);
  return { left, right, schedule: null, row: rows.find(({ parts }) => parts)?.number ?? 1 };
}

/** What to say of a link to a row that the figure does not have. An empty schedule has none, and a link says row 1. */
function missingRow({ row, schedule }: View, rows: number): string {
  if (row <= Math.max(1, rows)) return '';
  const what = schedule === null ? 'this example' : 'this schedule';
  if (rows === 0) return `There is no row ${row}: ${what} has none.`;
  return `There is no row ${row}: ${what} has ${rows} rows here. This is the last one.`;
}

/** The told schedule is in steps of the told pair's left design; another left design takes it over. */
function replay(
  example: Scenario,
  data: FigureData,
  left: string,
  right: string,
  schedule: Schedule | null,
): Pair {
  const [ours, theirs, teller] = [left, right, example.pair[0]].map((id) => designOf(data, id));
  return pair(example, ours, theirs, schedule ?? toldOn(example, teller, ours));
}

/** Another design on one side; a schedule of the reader's own is carried over to a new left design. */
function choose(
  example: Scenario,
  data: FigureData,
  choice: Chosen,
  side: 'left' | 'right',
  id: string,
): Partial<Chosen> {
  if (side === 'right' || choice.schedule === null) return { [side]: id };
  const { rows } = replay(example, data, choice.left, id, choice.schedule);
  return { left: id, schedule: scheduleOf(rows, 'right') };
}

const choicesOf = (cell: Cell | undefined): readonly Choice[] =>
  cell?.kind === 'moved' || cell?.kind === 'blocked' ? cell.choices : [];
