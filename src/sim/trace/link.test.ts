import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleNamed, examples } from '../examples/index.ts';
import type { Example } from '../scenario/index.ts';
import { anyReplay } from './fixtures.ts';
import { pair, scheduleOf } from './index.ts';
import { formatView, rowId, type View } from './link.ts';
import { changesIn, LONGEST_LINK, LONGEST_SCHEDULE, parseView, readSchedule } from './read-link.ts';

const example = exampleNamed('unmapped-file');
/** A view of any example, on its own page or on another one. */
const viewed: fc.Arbitrary<{ v: View; of: Example; isOwn: boolean }> = fc
  .constantFrom(...examples)
  .chain((of) => {
    const { id, designs, actors } = of;
    const design = fc.constantFrom(...designs);
    const schedule = fc.array(fc.constantFrom(...actors.map(({ name }) => name)), {
      maxLength: 40,
    });
    return fc
      .record({
        example: fc.constant(id),
        isOwn: fc.boolean(),
        left: design,
        right: design,
        row: fc.integer({ min: 1, max: 999_999 }),
        schedule: fc.option(schedule),
        teller: fc.constantFrom('left' as const, 'right' as const),
        fingerprint: fc.option(fc.stringMatching(/^[0-9a-f]{6}$/)),
      })
      .map(({ isOwn, ...rest }) => ({
        of,
        isOwn,
        v: {
          ...rest,
          fails: null,
          // The told schedule is in steps of the left design, and of any model.
          ...(rest.schedule === null && ({ teller: 'left', fingerprint: null } as const)),
        },
      }));
  });

/** The id of a row. */
const rowIn = (left: string, right: string, row: number) => rowId({ example: example.id, left, right }, row);

/** The told schedule at its first row. */
const viewOf = ([left, right]: readonly string[]): View => ({
  example: example.id,
  left,
  right,
  row: 1,
  schedule: null,
  teller: 'left',
  fingerprint: null,
  fails: null,
});

/** Checks something of every view. */
const always = (check: (v: View, fragment: string, read: (fragment: string) => View | null) => void) =>
  fc.assert(
    fc.property(viewed, ({ v, of, isOwn }) =>
      check(v, formatView(v, isOwn ? of : null), (fragment) => parseView(fragment, of, isOwn)),
    ),
  );

test('what is written is read back', () => {
  always((v, fragment, read) => void expect(read(fragment)).toEqual(v));
});

test('the schedule without a step is another view than the told one, and is read back as what it is', () => {
  const empty = { ...viewOf(example.pair), schedule: [], fingerprint: 'abc123' };
  expect(formatView(empty)).toMatch(/\/row-1\/none~abc123$/);
  expect(parseView(formatView(empty), example)).toEqual(empty);
  // Links have been made that had nothing before the fingerprint.
  expect(parseView(formatView(empty).replace('none', ''), example)).toEqual(empty);
  expect(parseView(`${formatView(viewOf(example.pair))}/`, example)).toEqual(viewOf(example.pair));
  expect(examples.flatMap(({ actors }) => actors).filter(({ name }) => name === 'none')).toEqual([]);
});

test('a schedule that is carried over to another design can be linked to', () => {
  fc.assert(
    fc.property(anyReplay, ({ example, left, right, schedule }) => {
      const carried = scheduleOf(pair(example, left, right, schedule).rows, 'right');
      const view = { ...viewOf([right, left]), example: example.id, schedule: carried };
      expect(parseView(formatView(view), example)).toEqual(view);
    }),
    { numRuns: 100 },
  );
});

test('whatever the schedule box takes can be linked to, up to its last character', () => {
  const names = example.actors.map(({ name }) => name);
  let words = names.join(' ');
  while (words.length < LONGEST_SCHEDULE - 20) words += ` ${names.join(' ')}`;
  words = words.padEnd(LONGEST_SCHEDULE, ' ');
  const [longest] = [...example.designs].sort((a, b) => b.length - a.length);
  const schedule = readSchedule(words, example);
  const view = { ...viewOf([longest, longest]), row: 999_999, schedule, fingerprint: 'abcdef' };
  expect(parseView(formatView(view), example)).toEqual(view);
  expect(() => readSchedule(`${words} `, example)).toThrow(
    'the schedule has 4001 characters, and may have 4000',
  );
});

describe('of what somebody has written, however much it is, a message repeats some words', () => {
  const much = 'z'.repeat(1_000_000);
  const row = `#${rowIn('current', 'fs-held', 1)}`;
  const many = 'z'.repeat(LONGEST_LINK - 200);

  test.each([
    ['a design', `#${rowIn(many, 'fs-held', 1)}`, 'is not checked under zzz'],
    ['designs', `#${rowIn(many.replaceAll('zz', 'z,'), 'x', 1)}`, 'should name two designs'],
    ['a row', `${row}${many}`, 'should name a row'],
    ['a step', `${row}/app*2,${many.slice(600)}`, "the schedule names 'zzz"],
    ['what is no step', `${row}/app*2,${many.slice(600)}*`, 'is not a step'],
    ['many steps', `${row}/${'app,'.repeat(1025)}`, 'the schedule has 4100 characters'],
    ['what follows', `${row}/app/${many}`, 'nothing should follow the schedule'],
    ['all of it', `${row}/${much}`, 'it has 1000'],
  ])('%s', (_, fragment, message) => {
    let said = '';
    try {
      parseView(fragment, example);
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toContain(message);
    expect(said.replace(example.designs.join(', '), '').length).toBeLessThan(200);
  });

  test('but what is just short enough is read', () => {
    const step = `app*${'1'.padStart(LONGEST_SCHEDULE - 4, '0')}`;
    expect(readSchedule(step, example)).toEqual(['app']);
    expect(() => readSchedule(step.replace('*', '*0'), example)).toThrow('the schedule has 4001 characters');
    const link = `${row}/app~`;
    expect(parseView(link.padEnd(LONGEST_LINK + 1, 'a'), example)).toMatchObject({ schedule: ['app'] });
    expect(() => parseView(link.padEnd(LONGEST_LINK + 2, 'a'), example)).toThrow('it has 4501 characters');
  });

  test('an empty fingerprint is none', () => {
    expect(parseView(`${row}/app~`, example)).toMatchObject({ schedule: ['app'], fingerprint: null });
  });

  test('and nothing of what is not about the example', () => {
    expect(parseView(row.replace('#', 'x#'), example)).toBeNull();
    expect(parseView(row.replace('/', '#/'), example)).toBeNull();
    expect(parseView(`#${much}`, example)).toBeNull();
    expect(parseView(`#${much}/${much}`, example)).toBeNull();
  });
});

describe('a link that nearly is one says what is wrong', () => {
  const [left, right] = example.pair;
  test.each([
    [`#${example.id}/`, "'' should name two designs, like"],
    [`#${example.id}/${left}/row-1`, `'${left}' should name two designs, like ${left},${right}`],
    [`#${example.id}/${left},/row-1`, `'${left},' should name two designs`],
    [`#${example.id}/${left},${right},${right}/row-1`, 'should name two designs'],
    [`#${example.id}/${left},${right}`, "'' should name a row, like 1"],
    [`#${rowIn(left, right, 0)}`, "'row-0' should name a row, like 1"],
    [`#${rowIn(left, right, 1_000_000)}`, "'row-1000000' should name a row"],
    [`#${rowIn(left, right, 1)}x`, "'row-1x' should name a row"],
    [`#${example.id}/${left},${right}/a-row-1`, "'a-row-1' should name a row"],
    [`#${rowIn(left, right, 1)}/app/x`, "nothing should follow the schedule, but 'x' does"],
    [`#${rowIn(left, right, 1)}/app~k3x9~x`, "nothing should follow the schedule, but 'x' does"],
    [`#${rowIn(left, right, 1)}/app/x/y`, "nothing should follow the schedule, but 'x/y' does"],
    [`#${rowIn(left, right, 1)}/nobody`, "the schedule names 'nobody'"],
  ])('%s', (fragment, message) => {
    expect(() => parseView(fragment, example)).toThrow(message);
  });
});

describe('a link to how a property fails', () => {
  const failing = { ...viewOf(['current', 'v6.15']), fails: 'truncate-finishes' };

  test('has the property in the place of a row, and says if the right side is meant', () => {
    expect(formatView(failing)).toBe('#unmapped-file/current,v6.15/fails/truncate-finishes');
    const onTheRight = { ...failing, teller: 'right' as const };
    expect(formatView(onTheRight)).toBe('#unmapped-file/current,v6.15/fails/right:truncate-finishes');
    for (const view of [failing, onTheRight]) expect(parseView(formatView(view), example)).toEqual(view);
  });

  test.each(['', 'right:', 'Truncate', 'a--b', 'a/b', 'truncate-finishes~abc123', `${'z'.repeat(2000)}!`])(
    'is refused with fails/%s',
    (rest) => {
      expect(() => parseView(`#unmapped-file/current,v6.15/fails/${rest}`, example)).toThrow(
        /^'.{0,40}' should name what fails, like fails\/truncate-finishes$/,
      );
    },
  );
});

test('a link survives being escaped on its way', () => {
  always((v, fragment, read) => void expect(read(`#${encodeURIComponent(fragment.slice(1))}`)).toEqual(v));
});

test('a plus sign may arrive as a space, or as what stands for one', () => {
  const fragment = `#${rowIn('gup-put+scan-unmapped', 'gup-put', 3)}/app*2,io`;
  const view = parseView(fragment, example);
  expect(view).toMatchObject({ left: 'gup-put+scan-unmapped', right: 'gup-put', row: 3 });
  for (const other of [' ', '%20', '%2B', '%2b'])
    expect(parseView(fragment.replaceAll('+', other), example)).toEqual(view);
});

test('a design that the example is not checked under is refused, with those that it is under', () => {
  const fragment = `#${rowIn('v5.17+scan-unmapped', 'gup-put', 3)}`;
  expect(() => parseView(fragment, example)).toThrow(
    `example unmapped-file is not checked under v5.17+scan-unmapped; it is under ${example.designs.join(', ')}`,
  );
});

test('a link is one word of characters that mail programs keep in a link', () => {
  always((_, fragment) => void expect(fragment).toMatch(/^#[\w/,.*~+:-]*\w$/));
});

test('a mangled link is refused with words, never with a crash', () => {
  const mangled = fc.tuple(viewed, fc.nat(80), fc.string({ maxLength: 3 }));
  fc.assert(
    fc.property(mangled, ([{ v, of, isOwn }, at, noise]) => {
      const text = formatView(v, isOwn ? of : null);
      try {
        parseView(text.slice(0, at) + noise + text.slice(at + 1), of, isOwn);
      } catch (error) {
        expect((error as Error).name).toBe('ModelError');
      }
    }),
  );
});

describe('what is not about the example', () => {
  test.each(['', '#', '#verdicts', '#bare-put/current,fs-held/row-3', '#unmapped-file'])(
    '%s is left alone',
    (text) => {
      expect(parseView(text, example)).toBeNull();
    },
  );
});

describe('on the page of the example', () => {
  const told = { ...viewOf(example.pair), row: 27 };
  const other = { ...viewOf(['v6.15', 'fs-held']), row: 27 };

  test('neither it nor the designs that it tells of need be named', () => {
    expect(formatView(told, example)).toBe('#27');
    expect(formatView(other, example)).toBe('#v6.15,fs-held/27');
    expect(formatView({ ...told, fails: 'truncate-finishes' }, example)).toBe('#fails/truncate-finishes');
    expect(formatView({ ...other, fails: 'truncate-finishes' }, example)).toBe(
      '#v6.15,fs-held/fails/truncate-finishes',
    );
    const own = { ...told, schedule: ['app', 'app', 'trunc'], fingerprint: 'abc123' };
    expect(formatView(own, example)).toBe('#27/app*2,trunc~abc123');
    expect(parseView('#v6.15%2Cfs-held%2F27', example, true)).toEqual(other);
  });

  test.each(['#27', '#row-27', `#${rowIn(...example.pair, 27)}`])(
    '%s is read, as links have been written',
    (fragment) => {
      expect(parseView(fragment, example, true)).toEqual(told);
    },
  );

  test('but on another page nothing is said then', () => {
    for (const fragment of ['#27', '#v6.15,fs-held/27', '#fails/truncate-finishes'])
      expect(parseView(fragment, example)).toBeNull();
  });

  test('a row fits into a line of a mail, and so does how a property fails', () => {
    const host = `https://${'h'.repeat(30)}`;
    for (const of of examples) {
      const view = { ...told, left: of.pair[0], right: of.pair[1], row: 99 };
      const page = `${host}/x/${of.id}/`;
      expect(`${page}${formatView(view, of)}`.length).toBeLessThanOrEqual(72);
      expect(`${page}${formatView({ ...view, row: 999 }, of)}`.length).toBeLessThanOrEqual(72);
    }
    const [of] = examples;
    expect(`${host}/x/${of.id}/#fails/truncate-finishes`.length).toBeLessThanOrEqual(72);
  });

  test.each(['#verdicts', '#current,fs-held', '#one,two', '#a/b,c/1', '#27x', '#fails', '#2-of-3'])(
    '%s is left alone',
    (fragment) => {
      expect(parseView(fragment, example, true)).toBeNull();
    },
  );

  test('what nearly is a link says what is wrong', () => {
    expect(() => parseView('#current,nothing/27', example, true)).toThrow('is not checked under nothing');
    expect(() => parseView('#current,/27', example, true)).toThrow("'current,' should name two designs");
    expect(() => parseView('#current,fs-held/x', example, true)).toThrow("'x' should name a row, like 1");
    expect(() => parseView('#0', example, true)).toThrow("'0' should name a row, like 1");
    expect(() => parseView('#27/nobody', example, true)).toThrow("the schedule names 'nobody'");
  });
});

test('a row has the address that a link to the told schedule names', () => {
  const told = { ...viewOf(['current', 'fs-held']), row: 27 };
  expect(formatView(told)).toBe(`#${rowIn('current', 'fs-held', 27)}`);
});

test('a link from when io was called rdma says the same', () => {
  const example = exampleNamed('missed-wakeup');
  const then = '#missed-wakeup/current,fs-held/row-20/app*9,rdma*7,trunc*8,rdma*2';
  expect(parseView(then, example)).toEqual(parseView(then.replaceAll('rdma', 'io'), example));
  expect(parseView(then, example)?.schedule?.filter((task) => task === 'io')).toHaveLength(9);
  expect(changesIn('#+rdma=get,folio-put/27', example, true)).toBe('+io=get,folio-put');
});
