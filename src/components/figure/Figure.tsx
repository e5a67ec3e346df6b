import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatSchedule, parseSchedule } from '../../sim/checker/index.ts';
import type { Choice } from '../../sim/kernel/index.ts';
import type { Scenario } from '../../sim/scenario/index.ts';
import { formatView } from '../../sim/trace/link.ts';
import { type Cell, scheduleOf } from '../../sim/trace/pair.ts';
import { leaveAddress, putIntoAddress } from './address-line.ts';
import type { Asked } from './asked.ts';
import { Controls } from './Controls.tsx';
import { designOf, type FigureData } from './data.ts';
import { Head } from './Head.tsx';
import { type Chosen, replay } from './replay.ts';
import { Source } from './Source.tsx';
import { Trace } from './Trace.tsx';

interface FigureProps {
  readonly example: Scenario;
  readonly data: FigureData;
  /** Where the site is; ends with a slash. */
  readonly base: string;
  /** It stands on the example's own page: links need not name it. */
  readonly isOwn: boolean;
}

/**
 * One schedule on two designs. Complete as it comes from the build; in the browser it can be stepped, played,
 * given other designs and other schedules, and linked to.
 */
export function Figure({ example, data, base, isOwn }: FigureProps) {
  const [choice, setChoice] = useState<Chosen>(() => first(example, data));
  const [live, setLive] = useState(false);
  const [message, setMessage] = useState('');
  const [tools, setTools] = useState<typeof import('./tools.ts')>();
  const root = useRef<HTMLElement>(null);
  /** Where the lit row is to come into sight; null while nobody has asked for one. */
  const landing = useRef<ScrollLogicalPosition | null>(null);

  const { left, right, schedule, teller } = choice;
  const rows = useMemo(() => replay(example, data, choice), [example, data, left, right, schedule, teller]);
  const row = Math.min(choice.row, Math.max(1, rows.rows.length));
  const current = rows.rows[row - 1];
  const sides = [designOf(data, left), designOf(data, right)] as const;
  const fingerprint = schedule && data.fingerprint;
  const home = isOwn ? data.example : null;
  const view = {
    example: example.id,
    left,
    right,
    row,
    schedule,
    teller,
    fingerprint,
    fails: null,
  };
  const linkTo = (row: number) => formatView({ ...view, row }, home);
  const fragment = linkTo(row);

  /** Takes a choice, puts it into the address, and brings its row into sight. */
  const show = (next: Partial<Chosen>) => {
    landing.current = 'nearest';
    setMessage('');
    setChoice({ ...choice, row, ...next });
  };

  const goTo = (next: (row: number) => number) => {
    const last = rows.rows.length;
    landing.current = 'nearest';
    setMessage('');
    setChoice((now) => ({ ...now, row: Math.max(1, Math.min(last, next(Math.min(now.row, last)))) }));
  };

  const take = ({ chosen, message }: Asked) => {
    if (chosen) setChoice(chosen);
    setMessage(message);
  };

  const follow = async () => {
    leaveAddress();
    if (!location.hash) return;
    const reader = await import('./asked.ts').catch(() => null);
    if (!reader) return setMessage('The code that reads links did not load: reload the page.');
    const asked = reader.followed(location.hash, example, data);
    if (asked.chosen ?? asked.message) landing.current = 'center';
    take(asked);
  };

  useEffect(() => {
    follow().finally(() => setLive(true));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  useEffect(() => {
    if (live)
      import('./tools.ts').then(setTools, () =>
        setMessage('A part of this figure did not load: reload the page.'),
      );
  }, [live]);

  useLayoutEffect(() => {
    const block = landing.current;
    if (!live || block === null) return;
    landing.current = null;
    // What a link says stays in the address line if it is not quite what is shown.
    if (block === 'nearest' || message === '') putIntoAddress(fragment);
    root.current?.querySelector('tr.current')?.scrollIntoView({ block });
  }, [live, fragment, message]);

  return (
    <figure
      class="example"
      ref={root}
      tabIndex={-1}
      aria-label={example.question}
      data-example={example.id}
      data-own={isOwn || undefined}
      data-live={live || undefined}
    >
      <figcaption>
        <p class="kind">
          Example · <a href={`${base}x/${example.id}/`}>{example.id}</a> ·{' '}
          <a href={`${base}x/${example.id}.txt`}>plain text</a>
        </p>
        <p class="question">{example.question}</p>
        {message && (
          <p class="problem" role="alert">
            {message}
          </p>
        )}
      </figcaption>
      <div class="heads">
        {sides.map((design, i) => (
          <Head
            key={i}
            side={i === 0 ? 'left' : 'right'}
            design={design}
            choices={live ? data.designs : []}
            onChoose={(id) => show(choose(example, data, choice, i === 0 ? 'left' : 'right', id))}
            failureLink={(fails) => formatView({ ...view, teller: i === 0 ? 'left' : 'right', fails }, home)}
          />
        ))}
      </div>
      {/* The bar sticks to the bottom of the screen, but never above this. */}
      <div class="stage">
        <Trace
          example={example}
          left={sides[0]}
          right={sides[1]}
          pair={rows}
          row={row}
          live={live}
          home={home}
          linkTo={linkTo}
        />
        <div class="endings">
          {(['left', 'right'] as const).map((side) => (
            <p key={side} class={`${side} ${rows.ending[side].kind}`}>
              {rows.ending[side].words}
            </p>
          ))}
        </div>
        <div class="controls ahead">
          {tools && (
            <tools.Later
              summary="Choose what moves next, or search"
              load={loadTurn}
              props={{ example, sides, chosen: { ...choice, row }, shown: rows, onShow: show }}
            />
          )}
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
        <Controls live={live} figure={root} row={row} rows={rows.rows.length} onRow={goTo} />
        <div class="under controls">
          {tools && (
            <tools.Under
              row={row}
              current={current}
              places={data.places}
              words={formatSchedule(schedule ?? parseSchedule(example.told))}
              told={schedule === null}
              onSchedule={(words, read) => {
                const asked = read(words, choice, example, data);
                landing.current = 'nearest';
                take(asked);
                return asked.chosen !== null;
              }}
              onTold={() => show({ schedule: null, teller: 'left', row: 1 })}
              shown={() => ({ example, pair: rows, url: new URL(fragment, location.href).href })}
            />
          )}
        </div>
      </div>
    </figure>
  );
}

const loadTurn = async () => (await import('./turn/Turn.tsx')).Turn;

/** The told schedule, at the row in which the designs part. */
function first(example: Scenario, data: FigureData): Chosen {
  const [left, right] = example.pair;
  const told: Chosen = { left, right, schedule: null, teller: 'left', row: 1 };
  const { rows } = replay(example, data, told);
  return { ...told, row: rows.find(({ parts }) => parts)?.number ?? 1 };
}

/** Another design on one side; a schedule of the reader's own in that side's steps is carried over to it. */
function choose(
  example: Scenario,
  data: FigureData,
  choice: Chosen,
  side: 'left' | 'right',
  id: string,
): Partial<Chosen> {
  if (side !== choice.teller || choice.schedule === null) return { [side]: id };
  const { rows } = replay(example, data, { ...choice, left: choice[side], right: id, teller: 'left' });
  return { [side]: id, schedule: scheduleOf(rows, 'right') };
}

const choicesOf = (cell: Cell | undefined): readonly Choice[] =>
  cell?.kind === 'moved' || cell?.kind === 'blocked' ? cell.choices : [];
