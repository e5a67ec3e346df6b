import { expect, test } from 'vitest';
import { reportOf } from './index.ts';
import { trackedAs } from './regression.ts';

test.each([
  ['refault-sleeper', 'the one commit that brought it', ['#regzbot introduced: 38607c62b34b']],
  ['direct-write-wakeup', 'the releases that it says', ['#regzbot introduced: v6.1.74..v6.1.75']],
  ['memory-read-wakeup', 'recorded series where two commits did', ['#regzbot introduced: v6.1..v6.12']],
  ['unbind-loop', 'recorded series where no commit is known', ['#regzbot introduced: v6.12..v6.18']],
  ['unmapped-pin', 'nothing, for it was never otherwise', []],
])('regzbot is told of %s %s', (finding, _, lines) => {
  expect(trackedAs(reportOf(finding))).toEqual(lines);
});

test('a range needs a kernel that is free of it before one that is not', () => {
  const { brought = [] } = reportOf('memory-read-wakeup');
  expect(() => trackedAs({ ...reportOf('unmapped-pin'), brought })).toThrow(
    'unmapped-pin: no recorded kernel before v5.10 is free of it',
  );
});
