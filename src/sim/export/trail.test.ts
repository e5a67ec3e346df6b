import { expect, test } from 'vitest';
import { parseTrail } from './trail.ts';

const tasks = ['app', 'io', 'trunc'];

test('a trail is a schedule, of tasks by their number', () => {
  expect(parseTrail('-4:-4:-4\n1:1:80\n2:0:3\n3:2:90\n', tasks)).toEqual({
    schedule: ['io', 'app', 'trunc'],
    before: null,
  });
});

test('where a claim was asked, it is the first process, and its moves are nobody’s', () => {
  const text = '-2:4:-2\r\n-4:-4:-4\r\n1:0:534\r\n2:2:80\r\n3:0:534\r\n-1:-1:-1\r\n4:1:7\r\n';
  expect(parseTrail(text, tasks)).toEqual({ schedule: ['io', 'app'], before: 1 });
});

test.each([
  ['', 'line 1 is no step of a trail'],
  ['1:1:80\npan: wrote model.pml.trail', 'line 2 is no step of a trail'],
  ['1:3:80', 'line 1 moves process 3, but there are 3 tasks here'],
  ['-2:4:-2\n1:4:80', 'line 2 moves process 4, but there are 3 tasks here'],
  ['1:1:80\n'.repeat(10_001), 'the trail has more than 10000 steps'],
])('%j is refused', (text, message) => {
  expect(() => parseTrail(text, tasks)).toThrow(message);
});
