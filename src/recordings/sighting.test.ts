import { describe, expect, test } from 'vitest';
import { examples } from '../sim/examples/index.ts';
import { sightingsOfExample, sightingsOfExamples } from './of-examples.ts';
import { type Expected, seenStep, sightedStep } from './sighting.ts';
import { seenWords, stepWords, tell, toldText } from './tell.ts';

describe.each(examples.map(({ id }) => id))('example %s', (id) => {
  test('says what real kernels did, or why that is not known, and the recordings agree', () => {
    const told = tell(sightingsOfExample(id));
    expect(told.seen.length > 0 || told.unseen).toBeTruthy();
    for (const { step } of told.seen) expect(step.on.length).toBeGreaterThan(0);
  });

  test('as a mail: 72 columns of ASCII, a footnote for each mark', () => {
    const text = toldText(tell(sightingsOfExample(id)), 'https://example.org/x/some/');
    expect(text).toMatch(/^[\n\x20-\x7e]+$/);
    const long = text.split('\n').filter((line) => line.length > 72 && !/^\[\d+\] https?:\S+$/.test(line));
    expect(long).toEqual([]);
    const marks = new Set([...text.matchAll(/(?<!^)\[(\d+)\]/gm)].map(([, n]) => n));
    const notes = [...text.matchAll(/^\[(\d+)\] https/gm)].map(([, n]) => n);
    expect(marks).toEqual(new Set(notes));
  });
});

test('nothing is said of examples that are not there', () => {
  const known = (given: object, there: readonly (string | number)[]) =>
    Object.keys(given).filter((key) => !there.map(String).includes(key));
  expect(
    known(
      sightingsOfExamples,
      examples.map(({ id }) => id),
    ),
  ).toEqual([]);
});

test('an example of which nothing is said is refused', () => {
  expect(() => sightingsOfExample('sheep')).toThrow('in the example sheep');
});

test('a step is told with versions, file systems, counts, and where calls sleep', () => {
  const seen = seenStep('refault-sleeper-4k', 'ten_seconds_later', '6.18');
  expect(seenWords(seen)).toEqual([
    expect.stringMatching(
      /^Seen on Linux 6\.18\.\S+ on ext4 and xfs: refcount 1, mapcount 1; t: truncate asleep in ext4_wait_dax_page < dax_break_layout, xfs_wait_dax_page < dax_break_layout\.$/,
    ),
  ]);
  expect(stepWords(seen)).toBe('refault-sleeper-4k, step 7: 10 seconds pass');
});

test('kernels that did otherwise are told apart, and those that did not do the step are left out', () => {
  expect(seenStep('refault-sleeper-4k', 'drain_first_pin').on.length).toBe(2);
  expect(seenStep('refault-sleeper-4k', 'mapper_reads_another_page').on.length).toBe(1);
  expect(() => seenStep('refault-sleeper-4k', 'mapper_reads_another_page', '6.12')).toThrow(
    "has no step 'mapper",
  );
});

test('a step that is not there is refused, with those that are', () => {
  expect(() => seenStep('refault-sleeper-4k', 'an_hour_later')).toThrow(
    /has no step 'an_hour_later'; it has p_mmap, /,
  );
});

describe('a sighting that a recording contradicts is refused, with the recording:', () => {
  const sighted = (scenario: string, step: string, is: Expected, counts?: number[]) =>
    sightedStep({ scenario, step, kernels: '6.18', is, shows: '' }, counts);
  const sleeper = (is: Expected, counts?: number[]) =>
    sighted('refault-sleeper-4k', 'ten_seconds_later', is, counts);

  test('what is so', () => {
    sleeper({ count: 'mappings', blocked: ['truncate'], state: 'S', returned: [] });
    sleeper({ count: 'evidence' }, [1]);
    sighted('unbind-pinned', 'pipe_dropped', {
      gone: true,
      result: 'died',
      log: 'page_cache_pipe_buf_release',
    });
    sighted('gup-truncate-4k', 'vmsplice_1', { count: 'pins' });
    sighted('program-evict-under-pin', 'run', {
      verdict: 'not affected: unlink waited for the page in the pipe',
    });
  });

  test.each<[Expected, string]>([
    [{ count: 'rest' }, 'count should be "rest", the recording has "mappings"'],
    [{ count: 'pins' }, 'count should be "pins", the recording has "mappings"'],
    [{ blocked: [] }, 'blocked should be [], the recording has ["truncate"]'],
    [{ state: 'D' }, 'state should be "D", the recording has "S"'],
    [{ returned: ['truncate'] }, 'returned should be ["truncate"], the recording has []'],
    [{ result: 'ok' }, 'result should be "ok"'],
    [{ gone: true }, 'gone should be true, the recording has none'],
    [{ foreign: true }, 'foreign should be true, the recording has none'],
    [{ log: 'do_wp_page' }, 'log should be "do_wp_page", the recording has none'],
    [{ verdict: 'affected' }, 'verdict should be "affected", the recording has none'],
  ])('%j', (is, message) => {
    expect(() => sleeper(is)).toThrow(`refault-sleeper-4k/ten_seconds_later on 6.18 ext4: ${message}`);
  });

  test('a count that the evidence does not have', () => {
    expect(() => sleeper({ count: 'evidence' }, [0, 2])).toThrow('count should be "evidence"');
  });

  test('one that relies on nothing', () => {
    expect(() => sleeper({})).toThrow('nothing is relied on');
  });
});
