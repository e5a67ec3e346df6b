import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError } from './errors.ts';
import { contextSwitches, formatSchedule, MAX_STEPS, parseSchedule } from './schedule.ts';

const names = fc.constantFrom('app', 'io', 'io2', 'trunc', 'gup-fast', 'a');
const schedules = fc
  .array(fc.tuple(names, fc.integer({ min: 1, max: 12 })))
  .map((runs) => runs.flatMap(([name, times]) => Array<string>(times).fill(name)));

describe('schedules as words', () => {
  test('read as they were written, with any separator', () => {
    fc.assert(
      fc.property(schedules, fc.constantFrom(' ', ',', '+', '\n', ', '), (schedule, separator) => {
        expect(parseSchedule(formatSchedule(schedule, separator))).toEqual(schedule);
      }),
    );
  });

  test('count runs of one task', () => {
    expect(formatSchedule(['app', 'app', 'io', 'app'])).toBe('app*2 io app');
    expect(formatSchedule(['app', 'app', 'io'], '+')).toBe('app*2+io');
    expect(formatSchedule([])).toBe('');
  });

  test('may be written untidily', () => {
    expect(parseSchedule('  app,app*1 + io*2\n')).toEqual(['app', 'app', 'io', 'io']);
    expect(parseSchedule(' \n')).toEqual([]);
  });

  test.each([
    ['app Rdma', 2, 'Rdma'],
    ['app*0', 1, 'app*0'],
    ['app io trunc*', 3, 'trunc*'],
    ['4*app', 1, '4*app'],
    ['app*-1', 1, 'app*-1'],
    ['app*1e3', 1, 'app*1e3'],
    ['app; io', 1, 'app;'],
  ])('%j: the error names the word, its place, and how to write it', (text, place, word) => {
    expect(() => parseSchedule(text)).toThrow(ModelError);
    expect(() => parseSchedule(text)).toThrow(
      `word ${place} of the schedule, '${word}', is not a step: ` +
        `write a task's name, and *N for N steps, like app*4`,
    );
  });

  test('are not longer than anybody could mean', () => {
    expect(parseSchedule(`app*${MAX_STEPS}`)).toHaveLength(MAX_STEPS);
    expect(() => parseSchedule(`app io*${MAX_STEPS}`)).toThrow(
      `the schedule has more than 10000 steps at word 2, 'io*10000'`,
    );
    expect(() => parseSchedule('app*99999999999999999999')).toThrow('more than 10000 steps at word 1');
  });
});

test('contextSwitches counts passes from one task to another', () => {
  expect(contextSwitches([])).toBe(0);
  expect(contextSwitches(['a', 'a'])).toBe(0);
  expect(contextSwitches(parseSchedule('a*3 b a*2'))).toBe(2);
});
