import { expect, describe as group, test } from 'vitest';
import { exceptions } from '../calibration/index.ts';
import { toAscii, WIDTH } from '../text/layout.ts';
import { countsOf, keyOf } from './cell.ts';
import { describe } from './describe.ts';
import { modelRow } from './model-row.ts';
import { recordingOf, seenAt, stepsOf } from './recording.ts';
import { recordingLines } from './text.ts';
import { kernels, rawOf, traces } from './traces.ts';
import { captionOf, notesOf } from './words.ts';

const scenarios = traces[0].scenarios.map(({ name }) => name);
const words = (scenario: string, step: string, column: number, part = {}) => {
  const { rows, columns } = recordingOf(scenario, part);
  const cell = columns[column].cells[rows.findIndex((row) => row.step === step)];
  return cell?.map(({ text }) => text) ?? null;
};

group.each(scenarios)('%s', (scenario) => {
  const recording = recordingOf(scenario);

  test('its columns are all recordings that did it, each once', () => {
    const shown = recording.columns.flatMap((column) => column.traces);
    const done = traces.filter((trace) => trace.scenarios.some((s) => s.name === scenario && !s.skip));
    expect(new Set(shown)).toEqual(new Set(done));
    expect(shown.length).toBe(done.length);
    for (const { cells } of recording.columns) expect(cells.length).toBe(recording.rows.length);
  });

  test('a cell is what each of its recordings has', () => {
    for (const { traces: some, cells } of recording.columns)
      for (const [i, { step }] of recording.rows.entries()) {
        const seen = seenAt(scenario, step, some);
        expect(seen.length).toBe(cells[i] === null ? 0 : some.length);
        expect(new Set(seen.map((one) => keyOf(one.step))).size).toBeLessThanOrEqual(1);
      }
  });

  test('no two columns are equal', () => {
    const keys = recording.columns.map(({ traces: [trace] }) =>
      JSON.stringify(
        recording.rows.map(({ step }) => seenAt(scenario, step, [trace]).map((one) => keyOf(one.step))),
      ),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('its steps keep the order of every recording, and a step is the same operation on all', () => {
    const order = stepsOf(scenario);
    for (const trace of traces) {
      const own = trace.scenarios.find((s) => s.name === scenario)?.steps.map(({ step }) => step) ?? [];
      expect(order.filter((step) => own.includes(step))).toEqual(own);
    }
    for (const step of order)
      expect(new Set(seenAt(scenario, step, traces).map((one) => describe(one.step))).size, step).toBe(1);
  });

  test('its text is a mail: 72 columns of ASCII', () => {
    const lines = [...recordingLines(recording), captionOf(recording), ...notesOf(recording)];
    expect(toAscii(lines.join('\n'))).toMatch(/^[\n\x20-\x7e]+$/);
    for (const line of recordingLines(recording)) expect(line.length).toBeLessThanOrEqual(WIDTH);
  });
});

test('kernels that came out equal share a column, and file systems are said once', () => {
  const { columns, fileSystems } = recordingOf('refault-sleeper-4k', { kernels: '6.12,6.18,7.2' });
  expect(columns.map(({ title }) => title)).toEqual(['6.12', '6.18, 7.2']);
  expect(fileSystems).toBe('ext4 and xfs alike');
});

test('where file systems differ, columns say which they are', () => {
  const { columns, fileSystems } = recordingOf('program-reflink-sleeper', { kernels: '5.10,6.1' });
  expect(columns.map(({ title }) => title)).toEqual(['5.10 on ext4 and xfs; 6.1 on ext4', '6.1 on xfs']);
  expect(fileSystems).toBe('');
});

test('who did not do it is said, with the reason', () => {
  const { skipped, fileSystems } = recordingOf('reflink-sleeper');
  expect(skipped.map(({ who }) => who)).toEqual(['ext4; 5.10 on xfs']);
  expect(fileSystems).toBe('xfs');
});

test('a cell has counts, who is blocked and where, and who returned; a call that sleeps on is said shortly', () => {
  const part = { kernels: '6.18,7.2' };
  expect(words('refault-sleeper-4k', 'truncate_started', 0, part)).toEqual([
    '1/0',
    't: truncate asleep in ext4_wait_dax_page, xfs_wait_dax_page',
  ]);
  expect(words('refault-sleeper-4k', 'ten_seconds_later', 0, part)).toEqual([
    '1/1',
    't: truncate still asleep',
  ]);
  expect(words('refault-sleeper-4k', 'mapper_munmap', 0, part)).toEqual(['0/0', 't: truncate returns ok']);
});

test('who was ended by a signal that no step sent is in the cell, and makes a column of its own', () => {
  const part = { kernels: '6.1,6.12' };
  expect(recordingOf('unbind-told-mapped', part).columns.map(({ title }) => title)).toEqual(['6.1', '6.12']);
  expect(words('unbind-told-mapped', 'unbind', 0, part)).not.toContain('p is killed by a signal');
  expect(words('unbind-told-mapped', 'unbind', 1, part)).toContain('p is killed by a signal');
});

test('a call without a stack that goes on is said shortly, too', () => {
  expect(words('unbind-mapped', 'mapper_write_same_page', 1)).toContain('p: write spinning (R)');
  expect(words('unbind-mapped', 'umount', 1)).toContain('p: write still spinning (R)');
});

test('the first row of a part says in full where a call sleeps', () => {
  expect(words('refault-sleeper-4k', 'ten_seconds_later', 1, { steps: 'ten_seconds_later' })).toEqual([
    '1/1',
    't: truncate asleep in ext4_wait_dax_page, xfs_wait_dax_page',
  ]);
});

test('a step that a kernel did not do is an empty cell', () => {
  expect(words('refault-sleeper-4k', 'mapper_reads_another_page', 0)).toBeNull();
});

test('warnings and oopses are in the cell, with who had them where not all did', () => {
  expect(words('unbind-mapped', 'mapper_write_same_page', 0)).toContain(
    'WARNING in __mark_inode_dirty (5.10 on ext4)',
  );
  expect(words('gup-reuse-4k', 'unlink', 0)).toContain('WARNING in dax_disassociate_entry');
  expect(words('unbind-pinned', 'mapper_killed', 2)).toContain('Oops in __zap_vma_range (7.2, 7.3)');
});

test('a part of the steps', () => {
  const names = (steps: string) => recordingOf('refault-sleeper-4k', { steps }).rows.map((row) => row.step);
  expect(names('drain_first_pin,ten_seconds_later')).toEqual(['drain_first_pin', 'ten_seconds_later']);
  expect(names('mapper_reads_another_page')).toEqual(['mapper_reads_another_page', 'mapper_munmap']);
});

test('counts are the folio’s where the page has a head, and nothing where its device is gone', () => {
  const head = { ref: 3, map: 0, entire: 1, large: 2, pin: 1 };
  expect(countsOf({ ref: 0, map: -1, head, mapping: true })).toEqual({
    ref: 3,
    map: 2,
    folio: true,
    pins: 1,
  });
  expect(countsOf({ ref: 1, map: -1, mapping: false })).toEqual({ ref: 1, map: 0, folio: false, pins: 0 });
  expect(countsOf({ gone: true })).toBeNull();
});

test('what is not there is refused, with what is', () => {
  expect(() => recordingOf('refault')).toThrow(
    /^there is no recorded scenario 'refault'; there are .*life-4k/,
  );
  expect(() => recordingOf('life-4k', { kernels: '6.12,6.19' })).toThrow(
    `there is no recording of kernel '6.19'; there are ${kernels.join(', ')}`,
  );
  expect(() => recordingOf('refault-sleeper-4k', { steps: 'mapped,unmapped' })).toThrow(
    /^refault-sleeper-4k has no step 'unmapped'; it has p_mmap, mapped, /,
  );
  expect(() => recordingOf('refault-sleeper-4k', { steps: 'mapper_munmap,mapped' })).toThrow('end before');
  expect(() => recordingOf('reflink-cow', { kernels: '5.10' })).toThrow('was not done on 5.10');
});

group('the last row', () => {
  const row = (scenario: string, part = {}) => modelRow(recordingOf(scenario, part));

  test('says that the model does the same, under the design of each kernel', () => {
    const { cells, notes } = row('pin-direct-write-4k', { kernels: '5.10,6.1,6.18' });
    expect(cells).toEqual([
      expect.stringMatching(/^v5\.17: the same in all \d+ steps$/),
      expect.stringMatching(/^gup-put: the same in all \d+ steps$/),
      expect.stringMatching(/^v6\.15: the same in all \d+ steps$/),
    ]);
    expect(notes).toEqual([]);
    expect(row('refault-sleeper-4k', { kernels: '5.10,6.1', steps: 'mapped,vmsplice' }).cells).toEqual([
      'v5.17 for 5.10, gup-put for 6.1: the same in all 2 steps',
    ]);
  });

  test('says from where on it is not compared, and why', () => {
    const { cells, notes } = row('unbind-mapped');
    expect(cells[0]).toMatch(/the same in all \d+ steps$/);
    expect(cells[1]).toBe('v6.15: the same in 5 of 8 steps');
    const [before, since] = exceptions.filter(({ where }) => where.endsWith('/mapper_write_same_page'));
    expect(notes).toEqual([
      `On 5.10, 6.1, 6.12 step 6 is compared by counts alone. ${before.reason}`,
      `On 6.18, 7.2, 7.3 the model is not compared from step 6 on. ${since.reason}`,
    ]);
    expect(row('program-unbind').cells[0]).toBe('v5.17: not compared');
  });
});

test('the file that is published is the one that was read', () => {
  for (const trace of traces) expect(JSON.parse(rawOf(trace))).toEqual(trace);
});
