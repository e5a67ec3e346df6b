import { expect, test } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';

const files = { 'sim/b.ts': 'two', 'sim/a.ts': 'one' };
const fingerprint = fingerprintOf(files);

test('is six hexadecimal digits, and the same for the same files', () => {
  // What `printf 'sim/a.ts\0one\0sim/b.ts\0two' | sha256sum` begins with.
  expect(fingerprint).toBe('97c89a');
  expect(fingerprintOf({ 'sim/a.ts': 'one', 'sim/b.ts': 'two' })).toBe(fingerprint);
});

test.each([
  ['a text', { ...files, 'sim/a.ts': 'three' }],
  ['a path', { 'sim/b.ts': 'two', 'sim/c.ts': 'one' }],
  ['a file more', { ...files, 'sim/testing.ts': '' }],
  ['where one ends', { 'sim/a.tso': 'ne', 'sim/b.ts': 'two' }],
])('%s makes another', (_, other) => {
  expect(fingerprintOf(other)).not.toBe(fingerprint);
});

test.each(['sim/a.test.ts', 'sim/trace/fixtures.ts', 'sim/checker/oracle.ts'])('%s makes none', (path) => {
  expect(fingerprintOf({ ...files, [path]: 'a test' })).toBe(fingerprint);
});
