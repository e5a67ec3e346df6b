import { describe, expect, test } from 'vitest';
import { check } from '../checker/index.ts';
import { current, folioPut, fsHeld, gupPut, v615 } from '../designs/fixtures.ts';
import { sceneOf, Walk } from './fixtures.ts';
import { getUserPage, isIdle, type State, type Thread, touch, truncate, unpinUserPage } from './index.ts';

const app = (t: Thread) => touch(t, 0);
const again = app;
const trunc = (t: Thread) => truncate(t, { pages: 1, processes: 1 });
function* rdma(t: Thread) {
  if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
}
/** The page is mapped and pinned; the pin is the next thing to go. */
const pinned = (design: typeof current) =>
  new Walk(design, { app, rdma, trunc, again }).end('app').to('rdma', 'unpin.sub');

const pinnedPage = (s: State) => {
  s.page[0].refcount += 1024;
  s.page[0].pins = 1;
  s.page[0].entry = 1;
};
const all = [current, folioPut, gupPut, fsHeld, v615];

test.each([
  [current, [false, true, false]],
  [v615, [true, false, false]],
])('the sleeper of $id waits for one value', (design, idle) => {
  const page = new Walk(design, { trunc }).state.page[0];
  expect([0, 1, 2].map((refcount) => isIdle(design.choices, { ...page, refcount }))).toEqual(idle);
});

describe('the wait', () => {
  test.each(all)('queues, tests, drops the lock, sleeps: $id', (design) => {
    const walk = pinned(design).to('trunc', 'wait.schedule');
    const came = walk.came('trunc');
    expect(came.slice(came.indexOf('break.scan'))).toEqual([
      'break.scan',
      'wait.prepare',
      'wait.test',
      'wait.unlock',
    ]);
  });

  test.each(all)('holds invalidate_lock except for the sleep: $id', (design) => {
    const walk = pinned(design).to('trunc', 'wait.unlock');
    expect(walk.held).toEqual(['invalidate_lock']);
    walk.step('trunc');
    expect(walk.held).toEqual([]);
    walk.end('again');
    expect(walk.state.process[0].pte).toEqual([1]);
  });

  test('takes the lock back before it tests again, and waits for who holds it', () => {
    const walk = pinned(gupPut).to('trunc', 'wait.schedule').end('rdma').to('again', 'fault.lock-entry');
    walk.to('trunc', 'wait.lock');
    expect(walk.whyNot('trunc')).toBe('trunc cannot move: invalidate_lock is held shared by again');
    walk.end('again').to('trunc', 'wait.test');
    expect(walk.held).toEqual(['invalidate_lock']);
    expect(walk.state.task[2]).toMatchObject({ queue: 1, sleeping: 1 });
  });

  test.each([gupPut, folioPut, fsHeld, v615])(
    'does not lose a wake-up between the test and the sleep: $id',
    (design) => {
      const walk = pinned(design).to('trunc', 'wait.unlock').end('rdma');
      expect(walk.at('trunc')).toBe('wait.unlock');
      expect(walk.end('trunc').at('trunc')).toBeNull();
    },
  );

  test('does not sleep if the last pin goes between the scan and the queue', () => {
    const walk = pinned(current).to('trunc', 'wait.prepare').end('rdma').end('trunc');
    expect(walk.came('trunc')).not.toContain('wait.schedule');
  });

  test('leaves the queue before it goes on', () => {
    const walk = pinned(current).to('trunc', 'wait.prepare').end('rdma');
    walk.past('trunc', 'wait.finish');
    expect(walk.state.task[2]).toMatchObject({ queue: 0, sleeping: 0 });
  });

  test('scans again afterwards, and unmaps what was mapped meanwhile', () => {
    const walk = pinned(gupPut).to('trunc', 'wait.schedule').end('again').end('rdma').end('trunc');
    expect(walk.came('trunc').filter((at) => at === 'break.scan')).toHaveLength(2);
    expect(walk.state.process[0].pte).toEqual([0]);
  });

  test('says that it was woken, and how the count stands', () => {
    const walk = pinned(gupPut);
    walk.past('trunc', 'wait.test');
    expect(walk.said).toBe('refcount 1025, waits for 1');
    walk.to('trunc', 'wait.schedule').end('rdma');
    walk.past('trunc', 'wait.schedule');
    expect(walk.said).toBe('woken');
    walk.past('trunc', 'wait.test');
    expect(walk.said).toBe('refcount 1: idle');
  });

  test('says that nobody has woken it, where the wake-up is lost', () => {
    const walk = pinned(current).to('trunc', 'wait.schedule').end('rdma');
    expect(isIdle(current.choices, walk.state.page[0])).toBe(true);
    expect(walk.whyNot('trunc')).toBe(
      'trunc cannot move: asleep in ___wait_var_event, refcount is 1, waits for 1, and nobody has woken it',
    );
  });
});

describe('two truncates', () => {
  const two = (design: typeof current) =>
    sceneOf(
      design,
      { rdma: (t) => unpinUserPage(t, 0), trunc, punch: trunc },
      {
        initial: pinnedPage,
        properties: [
          { id: 'both-sleep', kind: 'sometimes', good: (s) => s.task[1].sleeping + s.task[2].sleeping === 2 },
          { id: 'both-end', kind: 'not-for-ever', bad: (_, done) => !done('trunc') || !done('punch') },
        ],
      },
    );

  test.each([
    [current, 'fails'],
    [gupPut, 'holds'],
    [v615, 'holds'],
  ])('that sleep on one page are both woken, where anybody is: $id', (design, verdict) => {
    expect(check(two(design)).verdicts.map((v) => [v.property, v.verdict])).toEqual([
      ['both-sleep', 'holds'],
      ['both-end', verdict],
    ]);
  });
});
