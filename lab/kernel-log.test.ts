import { expect, test } from 'vitest';
import { troubleIn, troublesIn } from './kernel-log.ts';
import { readTraces } from './traces.ts';

test.each([
  ['WARNING: at fs/dax.c:390 dax_disassociate_entry', { kind: 'WARNING', fn: 'dax_disassociate_entry' }],
  ['WARNING: fs/super.c:2014 at freeze_super', { kind: 'WARNING', fn: 'freeze_super' }],
  ['RIP: 0010:do_wp_page+0x12/0x34', { kind: 'Oops', fn: 'do_wp_page' }],
  ['EXT4-fs (pmem0): shut down requested (2)', null],
])('%s', (line, trouble) => {
  expect(troubleIn(line)).toEqual(trouble);
});

test('of a step that logged nothing there is none', () => {
  expect(troublesIn({})).toEqual([]);
});

test('no recorded line that looks like trouble is taken for something else', () => {
  const lines = readTraces().flatMap(({ scenarios }) =>
    scenarios.flatMap(({ steps }) => steps.flatMap(({ dmesg = [] }) => dmesg)),
  );
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(troubleIn(line) !== null, line).toBe(/^(WARNING|RIP)/.test(line));
});
