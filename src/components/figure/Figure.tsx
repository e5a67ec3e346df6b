import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Scenario } from '../../sim/scenario/index.ts';
import { formatView } from '../../sim/trace/link.ts';
import type { Teller } from '../../sim/trace/pair.ts';
import { leaveAddress, putIntoAddress } from './address-line.ts';
import type { Asked, Subject } from './asked.ts';
import { Controls } from './Controls.tsx';
import { designOf, type FigureData } from './data.ts';
import { Head } from './Head.tsx';
import { type Chosen, replay } from './replay.ts';
import { Trace } from './Trace.tsx';

interface FigureProps {
  readonly example: Scenario;
  readonly data: FigureData;
  /** Where the site is; ends with a slash. */
  readonly base: string;
  /** It stands on the example's own page: links need not name it. */
  readonly isOwn: boolean;
  /** In the build, which has them at once; a browser fetches them when the figure is live. */
  readonly tools?: Tools;
}

type Tools = typeof import('./tools.ts')['tools'];

/**
 * One schedule on two designs. Complete as it comes from the build; in the browser it can be stepped, played,
 * given other designs and other schedules, and linked to.
 */
export function Figure({ example: own, data: built, base, isOwn, tools: comesWith }: FigureProps) {
  const [choice, setChoice] = useState<Chosen>({
    left: own.pair[0],
    right: own.pair[1],
    schedule: null,
    teller: 'left',
    row: built.row,
  });
  const [first] = useState<Subject>({ example: own, data: built });
  const [subject, setSubject] = useState(first);
  const [live, setLive] = useState(false);
  const [message, setMessage] = useState('');
  const [tools, setTools] = useState(comesWith);
  const root = useRef<HTMLElement>(null);
  /** Where the lit row is to come into sight; null while nobody has asked for one. */
  const landing = useRef<ScrollLogicalPosition | null>(null);

  const { example, data } = subject;
  const { left, right, schedule, teller } = choice;
  const rows = useMemo(() => replay(example, data, choice), [example, data, left, right, schedule, teller]);
  const row = Math.min(choice.row, Math.max(1, rows.rows.length));
  const current = rows.rows[row - 1];
  const sides = [designOf(data, left), designOf(data, right)] as const;
  const home = isOwn ? data.example : null;
  const view = {
    example: example.id,
    left,
    right,
    row,
    schedule,
    teller,
    fingerprint: data.fingerprint,
    fails: null,
  };
  const linkTo = (row: number) => formatView({ ...view, row }, home);
  const fragment = linkTo(row);
  const shown = { ...choice, row };

  const lost = () => {
    setMessage('A part of this figure did not load: reload the page.');
    return null;
  };
  const loadAsked = () => import('./asked.ts').catch(lost);

  const goTo = (next: (row: number) => number) => {
    const last = rows.rows.length;
    landing.current = 'nearest';
    setMessage('');
    setChoice((now) => ({ ...now, row: Math.max(1, Math.min(last, next(Math.min(now.row, last)))) }));
  };

  /** Puts a design on a side, of a figure that may have come to have it. */
  const choose = async (side: Teller, id: string, known = data) => {
    const reader = await loadAsked();
    if (reader) take(reader.chosen({ example, data: known }, shown, side, id));
  };

  /** Shows what was asked for, puts it into the address, and brings its row into sight. */
  const take = ({ subject, chosen, message }: Asked, block: typeof landing.current = 'nearest') => {
    landing.current = block;
    if (subject) setSubject(subject);
    if (chosen) setChoice(chosen);
    setMessage(message);
  };

  const follow = async () => {
    leaveAddress();
    if (!location.hash) return;
    const reader = await loadAsked();
    if (!reader) return;
    const asked = await reader.followed(location.hash, first);
    take(asked, asked.chosen || asked.message ? 'center' : null);
  };

  useEffect(() => {
    follow().finally(() => setLive(true));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  useEffect(() => {
    if (live) import('./tools.ts').then(({ tools }) => setTools(tools), lost);
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
      aria-label={own.question}
      data-example={own.id}
      data-own={isOwn || undefined}
      data-live={live || undefined}
    >
      <figcaption>
        <p class="kind">
          Example · <a href={`${base}x/${own.id}/`}>{own.id}</a> ·{' '}
          <a href={`${base}x/${own.id}.txt`}>plain text</a>
        </p>
        <p class="question">{own.question}</p>
        {message && (
          <p class="problem" role="alert">
            {message}
          </p>
        )}
      </figcaption>
      {example !== own && <code class="changes">{example.id.slice(own.id.length)}</code>}
      <div class="heads">
        {sides.map((design, i) => (
          <Head
            key={i}
            side={i === 0 ? 'left' : 'right'}
            design={design}
            choices={live ? data.designs : []}
            onChoose={(id) => choose(i === 0 ? 'left' : 'right', id)}
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
          {live && tools && (
            <tools.Ahead
              built={first}
              subject={subject}
              sides={sides}
              chosen={shown}
              shown={rows}
              onAsked={take}
              onSubject={setSubject}
              onDesign={choose}
            />
          )}
        </div>
        {tools ? (
          <div class="sources">
            {sides.map((design, i) => (
              <tools.Source
                key={i}
                design={design}
                other={sides[1 - i]}
                asked={data.asked}
                side={i === 0 ? 'left' : 'right'}
                cell={i === 0 ? current?.left : current?.right}
              />
            ))}
          </div>
        ) : (
          // What the build has made stays until then: while it takes over a page Preact leaves such an element as it is.
          <div class="sources" dangerouslySetInnerHTML={{ __html: '' }} />
        )}
        <Controls live={live} figure={root} row={row} rows={rows.rows.length} onRow={goTo} />
        <div class="under controls">
          {live && tools && (
            <tools.Under
              example={example}
              data={data}
              chosen={shown}
              pair={rows}
              sides={sides}
              base={base}
              fragment={fragment}
              onAsked={take}
            />
          )}
        </div>
      </div>
    </figure>
  );
}
