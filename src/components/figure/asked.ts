import { ModelError, parseSchedule } from '../../sim/checker/index.ts';
import type { Scenario } from '../../sim/scenario/index.ts';
import { failureBeside } from '../../sim/trace/failure.ts';
import { idleWords } from '../../sim/trace/idle.ts';
import { scheduleOf, type Teller } from '../../sim/trace/pair.ts';
import { changesIn, decode, parseView, readSchedule } from '../../sim/trace/read-link.ts';
import { brief } from '../../text/brief.ts';
import { designOf, type FigureData } from './data.ts';
import { type Chosen, replay } from './replay.ts';
import { isSearched } from './searched.ts';

/* What a link or a reader asks of a figure, in words. Loaded when there are some. */

/** What to show, null where the words ask for nothing that there is; and what to say of it. */
export interface Asked {
  readonly chosen: Chosen | null;
  readonly message: string;
  /** What it is about, where that is not what was on show: with other tasks, or with designs that the figure was not built with. */
  readonly subject?: Subject;
}

/** What a figure is about. */
export interface Subject {
  readonly example: Scenario;
  readonly data: FigureData;
}

const STALE = 'This link was made on another version of the model; its schedule is replayed on this one.';

/** What the fragment of an address asks for, of a figure as it was built. Tasks and designs of the reader's own are made first. */
export async function followed(fragment: string, built: Subject): Promise<Asked> {
  const isOwn = isOwnPage(built.example);
  try {
    const changes = changesIn(fragment, built.example, isOwn);
    const subject = changes ? await (await import('./turn/composed.ts')).composed(built, changes) : built;
    const { example } = subject;
    const view = parseView(fragment, example, isOwn);
    if (view === null) return { chosen: null, message: strange(fragment, example) };
    const { example: _, fingerprint, fails, ...chosen } = view;
    let { data } = subject;
    for (const side of ['left', 'right'] as const)
      data = await having(chosen[side], data, fails !== null && chosen.teller === side);
    const more = { subject: { example, data } };
    if (fails !== null) return { ...more, ...failing(fails, chosen, example, data) };
    const isStale = fingerprint !== null && fingerprint !== data.fingerprint;
    const message = [...(isStale ? [STALE] : []), ...remarks(chosen, example, data)].join(' ');
    return { ...more, chosen, message };
  } catch (error) {
    const why = (error as Error).message.replace(/\.$/, '');
    return {
      chosen: null,
      message: `This link cannot be followed: ${why}. The figure shows what it showed before.`,
    };
  }
}

/** The figure with a design that it may not have been built with, and its verdicts where they are needed. Rejects where there is no such design, or its code does not load. */
async function having(id: string, data: FigureData, needsVerdicts: boolean): Promise<FigureData> {
  const known = data.designs.find((design) => design.id === id);
  if (known && (isSearched(known) || !needsVerdicts)) return data;
  const { withDesign } = await import('./turn/changed.ts');
  return withDesign(data, id);
}

/** Whether this is the page of the example itself. */
const isOwnPage = ({ id }: Scenario): boolean => globalThis.location?.pathname.endsWith(`/x/${id}/`) ?? false;

/** What to say of a fragment that names nothing, on the example's own page; empty where it names something, or on another page. */
function strange(fragment: string, example: Scenario): string {
  const names = [fragment.slice(1), decode(fragment.slice(1))];
  if (!isOwnPage(example) || names.some((name) => name === 'top' || document.getElementById(name))) return '';
  return `Nothing on this page is called '${brief(names[1])}'.`;
}

/** How a property fails on the teller's side; where it does not, that is said. Throws a {@link ModelError} where nobody asks for it. */
function failing(property: string, chosen: Chosen, example: Scenario, data: FigureData): Asked {
  const [design, other] = (chosen.teller === 'left' ? ['left', 'right'] : ['right', 'left']).map((side) =>
    designOf(data, chosen[side as Teller]),
  );
  const found = design.verdicts.find((one) => one.property === property);
  if (!found) {
    const known = design.verdicts.map((one) => one.property).join(', ');
    throw new ModelError(`'${brief(property)}' is not asked of ${example.id}; asked is ${known}`);
  }
  const { title, words, schedule } = found;
  if (schedule === null)
    return {
      chosen: { ...chosen, teller: 'left' },
      message: `${design.title}, ${title}: ${words}. There is no failure to show.`,
    };
  return {
    chosen: { ...chosen, ...failureBeside(example, design, other, parseSchedule(schedule)) },
    message: '',
  };
}

/** What a schedule asks for that somebody has typed. */
export function typed(words: string, now: Chosen, example: Scenario, data: FigureData): Asked {
  try {
    const chosen = { ...now, schedule: readSchedule(words, example), row: 1 };
    return { chosen, message: remarks(chosen, example, data).join(' ') };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { chosen: null, message: error.message };
  }
}

/** Another design on one side. Where a schedule of the reader's own is in that side's steps, it is carried over. */
export function chosen(subject: Subject, choice: Chosen, side: Teller, id: string): Asked {
  const next = { ...choice, [side]: id };
  if (side !== choice.teller || choice.schedule === null) return { subject, chosen: next, message: '' };
  const { example, data } = subject;
  const { rows } = replay(example, data, { ...choice, left: choice[side], right: id, teller: 'left' });
  return { subject, chosen: { ...next, schedule: scheduleOf(rows, 'right') }, message: '' };
}

/** What to say where the figure does not show quite what was asked for. */
function remarks(chosen: Chosen, example: Scenario, data: FigureData): string[] {
  const { row, schedule } = chosen;
  const shown = replay(example, data, chosen);
  const rows = shown.rows.length;
  const what = schedule === null ? 'this example' : 'this schedule';
  return [
    schedule?.length === 0 ? 'This schedule has no steps: nothing has moved.' : '',
    row > Math.max(1, rows) ? `There is no row ${row}: ${what} has ${rows || 'none'}.` : '',
    schedule === null ? '' : idleWords(shown),
  ].filter(Boolean);
}
