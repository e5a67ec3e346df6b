import { describe, expect, test } from 'vitest';
import { check } from '../checker/index.ts';
import { current, folioPut, fsHeld, gupPut, v615 } from '../designs/fixtures.ts';
import { designNamed } from '../designs/index.ts';
import { sceneOf, Walk } from './fixtures.ts';
import {
  evict,
  getUserPage,
  isIdle,
  munmap,
  type Path,
  type State,
  signal,
  type Thread,
  touch,
  truncate,
  unpinUserPage,
} from './index.ts';

const app = (t: Thread) => touch(t, 0);
const again = app;
const trunc = (t: Thread) => truncate(t, { pages: 1, processes: 1 });
function* io(t: Thread) {
  if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
}
/** The page is mapped and pinned; the pin is the next thing to go. */
const pinned = (design: typeof current) =>
  new Walk(design, { app, io, trunc, again }).end('app').to('io', 'unpin.sub');

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
    const walk = pinned(gupPut).to('trunc', 'wait.schedule').end('io').to('again', 'fault.lock-entry');
    walk.to('trunc', 'wait.lock');
    expect(walk.whyNot('trunc')).toBe('invalidate_lock is held shared by again');
    walk.end('again').to('trunc', 'wait.test');
    expect(walk.held).toEqual(['invalidate_lock']);
    expect(walk.state.task[2]).toMatchObject({ queue: 1, sleeping: 1 });
  });

  test.each([gupPut, folioPut, fsHeld, v615])(
    'does not lose a wake-up between the test and the sleep: $id',
    (design) => {
      const walk = pinned(design).to('trunc', 'wait.unlock').end('io');
      expect(walk.at('trunc')).toBe('wait.unlock');
      expect(walk.end('trunc').at('trunc')).toBeNull();
    },
  );

  test('does not sleep if the last pin goes between the scan and the queue', () => {
    const walk = pinned(current).to('trunc', 'wait.prepare').end('io').end('trunc');
    expect(walk.came('trunc')).not.toContain('wait.schedule');
  });

  test('leaves the queue before it goes on', () => {
    const walk = pinned(current).to('trunc', 'wait.prepare').end('io');
    walk.past('trunc', 'wait.finish');
    expect(walk.state.task[2]).toMatchObject({ queue: 0, sleeping: 0 });
  });

  test('scans again afterwards, and unmaps what was mapped meanwhile', () => {
    const walk = pinned(gupPut).to('trunc', 'wait.schedule').end('again').end('io').end('trunc');
    expect(walk.came('trunc').filter((at) => at === 'break.scan')).toHaveLength(2);
    expect(walk.state.process[0].pte).toEqual([0]);
  });

  test('says that it was woken, and how the count stands', () => {
    const walk = pinned(gupPut);
    walk.past('trunc', 'wait.test');
    expect(walk.said).toBe('refcount 1025, waits for 1');
    walk.to('trunc', 'wait.schedule').end('io');
    walk.past('trunc', 'wait.schedule');
    expect(walk.said).toBe('woken');
    walk.past('trunc', 'wait.test');
    expect(walk.said).toBe('refcount 1: idle');
  });

  test('says that nobody has woken it, where the wake-up is lost', () => {
    const walk = pinned(current).to('trunc', 'wait.schedule').end('io');
    expect(isIdle(current.choices, walk.state.page[0])).toBe(true);
    expect(walk.whyNot('trunc')).toBe(
      'asleep in ___wait_var_event, refcount is 1, waits for 1, and nobody has woken it',
    );
  });
});

describe('two truncates', () => {
  const two = (design: typeof current) =>
    sceneOf(
      design,
      { io: (t) => unpinUserPage(t, 0), trunc, punch: trunc },
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

describe('a signal', () => {
  const interrupted = (design: typeof current) => {
    const tasks = { app, io, trunc, again, kick: (t: Thread) => kick(t, 3) };
    return new Walk(design, tasks, { signals: true }).end('app').to('io', 'unpin.sub');
  };

  test.each(all)('ends the wait, and the file stays as it is: $id', (design) => {
    const walk = interrupted(design).to('trunc', 'wait.schedule');
    expect(walk.whyNot('trunc')).toMatch(/asleep/);
    walk.step('kick');
    walk.past('trunc', 'wait.schedule');
    expect(walk.said).toBe('a signal');
    walk.past('trunc', 'wait.test');
    expect(walk.said).toMatch(/, and a signal is pending: -ERESTARTSYS$/);
    walk.end('trunc');
    expect(walk.held).toEqual([]);
    expect(walk.state.page[0]).toMatchObject({ owner: 0, entry: 1, pins: 1 });
    expect(walk.state.task[2]).toMatchObject({ queue: 0, sleeping: 0 });
  });

  test('comes second to the condition', () => {
    const walk = interrupted(v615).to('trunc', 'wait.schedule');
    walk.step('kick');
    expect(walk.end('io').end('trunc').state.page[0].owner).toBe(1);
  });

  test('does not end the wait of an eviction', () => {
    const tasks = {
      app,
      io,
      unmap: (t: Thread) => munmap(t, 1),
      last: (t: Thread) => evict(t, { pages: 1, processes: 1 }),
      kick: (t: Thread) => kick(t, 4),
    };
    const walk = new Walk(v615, tasks, { signals: true }).end('app').to('io', 'unpin.sub').end('unmap');
    walk.to('last', 'wait.schedule').step('kick');
    expect(walk.whyNot('last')).toMatch(/asleep/);
    expect(walk.end('io').end('last').state.page[0].owner).toBe(1);
  });
});

/** Sends task number `task` a signal. */
function* kick(_: Thread, task: number): Path {
  yield { name: 'kick', effect: (s) => signal(s, task) };
}

describe('an option for the sleeper of v6.15', () => {
  const asleep = (option: string) => pinned(designNamed(`v6.15+${option}`)).to('trunc', 'wait.schedule');

  test('keep-lock: a fault waits for the lock', () => {
    expect(asleep('keep-lock').to('again', 'fault.invalidate-lock').whyNot('again')).toBe(
      'invalidate_lock is held by trunc',
    );
  });

  test('faults-wait: a fault waits for the sleeper, until that is done', () => {
    const walk = asleep('faults-wait').to('again', 'fault.invalidate-lock');
    expect(walk.whyNot('again')).toBe('trunc waits for a page of the file');
    walk.end('io').to('trunc', 'trunc.unlock');
    expect(walk.state.task[2].waiting).toBe(0);
    expect(walk.whyNot('again')).toBe('invalidate_lock is held by trunc');
  });

  test('entry-locked: a fault waits for the entry, and gets it before truncate asks for the lock again', () => {
    const walk = asleep('entry-locked').to('again', 'fault.lock-entry');
    expect(walk.whyNot('again')).toBe('the DAX entry is locked by trunc');
    walk.end('io').to('trunc', 'wait.lock');
    expect(walk.whyNot('trunc')).toBe('invalidate_lock is held shared by again');
    walk.end('again').end('trunc');
    expect(walk.came('trunc').filter((at) => at === 'break.scan')).toHaveLength(2);
    expect(walk.held).toEqual([]);
  });

  test('faults-refused: a fault gets SIGBUS, and says why', () => {
    const walk = asleep('faults-refused');
    walk.past('again', 'fault.lookup');
    expect(walk.said).toBe('somebody waits for a page of the file: SIGBUS');
    expect(walk.end('again').state).toMatchObject({ refused: 1, process: [{ pte: [0] }] });
  });

  test('fault-wakes: the fault wakes it, and it unmaps the page again and finds it busy', () => {
    const walk = asleep('fault-wakes').end('again');
    expect(walk.past('trunc', 'wait.schedule')).toBeDefined();
    expect(walk.said).toBe('woken');
    walk.to('trunc', 'wait.schedule');
    expect(walk.state.process[0].pte).toEqual([0]);
    expect(walk.state.task[2].sleeping).toBe(1);
  });

  test('polls: it wakes by itself once only mappings are left', () => {
    const walk = asleep('polls').end('again');
    expect(walk.whyNot('trunc')).not.toBeNull();
    walk.end('io').past('trunc', 'wait.schedule');
    expect(walk.said).toBe('by itself');
    expect(walk.end('trunc').state.process[0].pte).toEqual([0]);
  });

  test('wait-for-mappings: says what it waits for', () => {
    const walk = asleep('wait-for-mappings').end('again');
    expect(walk.whyNot('trunc')).toBe(
      'asleep in ___wait_var_event, refcount is 1025, waits for the mapcount, 1',
    );
  });
});
