import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseSchedule, type Schedule } from '../../sim/checker/index.ts';
import { exampleNamed } from '../../sim/examples/index.ts';
import type { Teller } from '../../sim/trace/pair.ts';
import { verdictOf } from '../../sim/verdicts/verdicts.ts';
import { chosen, followed, typed } from './asked.ts';
import { figureData } from './build.ts';
import type { FigureData } from './data.ts';
import { type Chosen, replay } from './replay.ts';
import { UNSEARCHED } from './searched.ts';
import { withDesign } from './turn/changed.ts';
import { composed } from './turn/composed.ts';

vi.mock('./turn/changed.ts', () => ({ withDesign: vi.fn() }));
vi.mock('./turn/composed.ts', () => ({ composed: vi.fn() }));

const example = exampleNamed('missed-wakeup');
const data = figureData(example);
const subject = { example, data };
const [left, right] = example.pair;
const told = { left, right, schedule: null, teller: 'left', row: 1 } as const;
const rows = replay(example, data, told).rows.length;
const link = (rest: string) => followed(`#missed-wakeup/${left},${right}/${rest}`, subject);

describe('a link', () => {
  test('asks for what it says, and there is nothing to say of it', async () => {
    expect(await link('row-3')).toEqual({ subject, chosen: { ...told, row: 3 }, message: '' });
    expect(await link(`row-2/app*9,io~${data.fingerprint}`)).toEqual({
      subject,
      chosen: { ...told, row: 2, schedule: parseSchedule('app*9 io') },
      message: '',
    });
    expect((await link('row-1/right:app*2')).chosen).toMatchObject({ teller: 'right' });
  });

  test('of another model is followed, and that is said', async () => {
    const { chosen, message } = await link('row-2/app*9~abc123');
    expect(chosen).toMatchObject({ row: 2 });
    expect(message).toMatch(/^This link was made on another version of the model;/);
  });

  test('to a row that is not there says how many there are', async () => {
    expect((await link(`row-${rows}`)).message).toBe('');
    expect((await link(`row-${rows + 1}`)).message).toBe(
      `There is no row ${rows + 1}: this example has ${rows}.`,
    );
    expect((await link('row-3/app*2')).message).toBe('There is no row 3: this schedule has 2.');
    expect((await link('row-2/none')).message).toBe(
      'This schedule has no steps: nothing has moved. There is no row 2: this schedule has none.',
    );
  });

  test('all that there is to say of it is said', async () => {
    expect((await link('row-99/app*10~abc123')).message.match(/\.( |$)/g)).toHaveLength(3);
  });

  test('to how a property fails shows the shortest way there is, on the side that it is asked of', async () => {
    for (const [rest, teller] of [
      ['fails/no-lost-wakeup', 'left'],
      ['fails/right:truncate-finishes', 'right'],
    ]) {
      const { chosen, message } = await link(rest);
      expect(message).toBe('');
      expect(chosen).toMatchObject({ left, right, teller });
      const { schedule, row } = chosen as Chosen;
      const property = rest.replace(/^fails\/(right:)?/, '');
      const found = verdictOf(example, teller === 'left' ? left : right, property).schedule as Schedule;
      expect(schedule?.slice(0, found.length)).toEqual(found);
      const { rows } = replay(example, data, chosen as Chosen);
      expect(rows[row - 1][teller as Teller]?.kind).toMatch(/moved|blocked/);
    }
  });

  test('to a failure that there is not says what there is', async () => {
    expect(await link('fails/right:no-lost-wakeup')).toEqual({
      subject,
      chosen: told,
      message: expect.stringMatching(
        /^proposal of July 2022, no lost wake-up: holds in all [\d,]+ states\. There is no failure to show\.$/,
      ),
    });
    expect(await link('fails/no-such-thing')).toEqual({
      chosen: null,
      message: expect.stringContaining(
        "'no-such-thing' is not asked of missed-wakeup; asked is no-lost-wakeup, ",
      ),
    });
  });

  test('that cannot be read changes nothing', async () => {
    expect(await link('line-3')).toEqual({
      chosen: null,
      message:
        "This link cannot be followed: 'line-3' should name a row, like 1. The figure shows what it showed before.",
    });
  });

  test('to something else asks for nothing', async () => {
    expect(await followed('#bare-put/current,gup-put/row-3', subject)).toEqual({
      chosen: null,
      message: '',
    });
  });
});

describe('a schedule that is typed', () => {
  const now = { ...told, left: 'gup-put', row: 7 };

  test('is shown from its first row, on the designs that are there', () => {
    expect(typed('app*2 io', now, example, data)).toEqual({
      chosen: { ...now, schedule: parseSchedule('app*2 io'), row: 1 },
      message: '',
    });
  });

  test('may have steps that do nothing', () => {
    expect(typed('app*11', now, example, data).message).toContain('app*2 does nothing');
  });

  test('changes nothing if it is none', () => {
    expect(typed('app*x', now, example, data)).toEqual({
      chosen: null,
      message: expect.stringContaining("'app*x', is not a step"),
    });
  });
});

describe('on the page of the example', () => {
  const at = (pathname: string, ids: readonly string[] = []) => {
    vi.stubGlobal('location', { pathname });
    vi.stubGlobal('document', { getElementById: (id: string) => (ids.includes(id) ? {} : null) });
  };
  afterEach(() => vi.unstubAllGlobals());
  const ask = (fragment: string) => followed(fragment, subject);

  test('a link need not name it', async () => {
    at('/site/x/missed-wakeup/');
    expect(await ask('#v6.15,fs-held/3')).toEqual({
      subject,
      chosen: { ...told, left: 'v6.15', row: 3 },
      message: '',
    });
    expect((await ask('#3')).chosen).toEqual({ ...told, row: 3 });
    at('/site/missed-wakeup/');
    expect(await ask('#3')).toEqual({ chosen: null, message: '' });
  });

  test('what is nowhere on it is said, as it is written or escaped', async () => {
    at('/site/x/missed-wakeup/', ['verdicts', 'a b']);
    expect((await ask('#garbage')).message).toBe("Nothing on this page is called 'garbage'.");
    expect((await ask('#gar%20bage')).message).toBe("Nothing on this page is called 'gar bage'.");
    for (const fragment of ['#verdicts', '#a%20b', '#a b', '#top'])
      expect((await ask(fragment)).message).toBe('');
  });

  test('on another page that is no business of the figure', async () => {
    for (const page of ['/site/x/bare-put/', '/x/missed-wakeup/more/', '/site/']) {
      at(page);
      expect((await ask('#garbage')).message).toBe('');
    }
  });
});

test('all that there is to say of a typed schedule is said, with a space between', () => {
  const { message } = typed('io trunc*9 trunc*90', { ...told, row: 1 }, example, data);
  expect(message).toMatch(/^trunc\*\d+ does nothing: /);
  expect(typed('', told, example, data).message).toBe('This schedule has no steps: nothing has moved.');
});

describe('a link with what the figure was not built with', () => {
  /** The figure with one more design, as the worker would give it; with its verdicts, or not searched yet. */
  const withOne = (id: string): FigureData => ({
    ...data,
    designs: [...data.designs, { ...data.designs[0], id }],
  });
  afterEach(() => vi.mocked(withDesign).mockReset());

  test('has a design made that is not there, on its side', async () => {
    const made = withOne('v6.15+gupRechecks=no');
    vi.mocked(withDesign).mockResolvedValue(made);
    const { chosen, subject: now } = await followed(`#missed-wakeup/${left},v6.15+gupRechecks=no/3`, subject);
    expect(vi.mocked(withDesign).mock.calls).toEqual([[data, 'v6.15+gupRechecks=no']]);
    expect(chosen).toMatchObject({ left, right: 'v6.15+gupRechecks=no', row: 3 });
    expect(now?.data).toBe(made);
  });

  test('asks for verdicts where a failure is asked for on a design that was not searched, and there alone', async () => {
    const unsearched: FigureData = {
      ...data,
      designs: data.designs.map((design) => ({ ...design, verdicts: [UNSEARCHED] })),
    };
    vi.mocked(withDesign).mockResolvedValue(data);
    const of = { example, data: unsearched };
    await followed(`#missed-wakeup/${left},${right}/fails/right:truncate-finishes`, of);
    expect(vi.mocked(withDesign).mock.calls).toEqual([[unsearched, right]]);
    vi.mocked(withDesign).mockClear();
    await followed(`#missed-wakeup/${left},${right}/fails/no-lost-wakeup`, of);
    expect(vi.mocked(withDesign).mock.calls).toEqual([[unsearched, left]]);
    vi.mocked(withDesign).mockClear();
    await followed(`#missed-wakeup/${left},${right}/3`, of);
    await link('fails/no-lost-wakeup');
    expect(withDesign).not.toHaveBeenCalled();
  });

  test('that does not load says why, with one full stop', async () => {
    vi.mocked(withDesign).mockRejectedValue(new Error('The worker of v6.1 did not load.'));
    expect(await followed(`#missed-wakeup/${left},v6.15+gupRechecks=no/3`, subject)).toEqual({
      chosen: null,
      message:
        'This link cannot be followed: The worker of v6.1 did not load. The figure shows what it showed before.',
    });
  });

  test('has other tasks made first, and is about them', async () => {
    const other = { example: exampleNamed('put-page'), data: figureData(exampleNamed('put-page')) };
    vi.mocked(composed).mockResolvedValue(other as never);
    const { subject: now } = await followed(`#missed-wakeup+nic=touch/${left},${right}/3`, subject);
    expect(vi.mocked(composed).mock.calls).toEqual([[subject, '+nic=touch']]);
    expect(now ?? other).toMatchObject({});
  });
});

describe('another design on one side', () => {
  const own = { ...told, schedule: parseSchedule('app*9 io*7 trunc*8 io*3 trunc*11'), row: 4 };

  test('is shown there, with the told schedule as it was', () => {
    expect(chosen(subject, told, 'left', 'gup-put')).toEqual({
      subject,
      chosen: { ...told, left: 'gup-put' },
      message: '',
    });
    expect(chosen(subject, { ...own, schedule: null }, 'left', 'v6.15').chosen?.schedule).toBeNull();
  });

  test('beside a schedule that the other side tells, nothing of it changes', () => {
    expect(chosen(subject, own, 'right', 'gup-put')).toEqual({
      subject,
      chosen: { ...own, right: 'gup-put' },
      message: '',
    });
  });

  test('on the side that tells takes the schedule over, in its own steps', () => {
    const { chosen: next } = chosen(subject, own, 'left', 'v6.15');
    expect(next).toMatchObject({ left: 'v6.15', right, teller: 'left', row: 4 });
    const { rows } = replay(example, data, { ...own, right: 'v6.15' });
    const steps = rows.flatMap((row) => (row.right?.kind === 'moved' ? [row.right.task] : []));
    expect(next?.schedule?.length).toBeGreaterThanOrEqual(steps.length);
    expect(next?.schedule).not.toEqual(own.schedule);
    const { chosen: back } = chosen(subject, { ...own, teller: 'right' }, 'right', 'v6.15');
    expect(back).toMatchObject({ left, right: 'v6.15', teller: 'right' });
    expect(back?.schedule).not.toBeNull();
  });
});
