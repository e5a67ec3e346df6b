import { describe, expect, test } from 'vitest';
import { check } from '../checker/index.ts';
import { gupPut, v615 } from '../designs/fixtures.ts';
import { sceneOf, Walk } from './fixtures.ts';
import { getUserPage, Owner, type Path, remap, signal, type Thread, touch, unpinUserPage } from './index.ts';

/** Page 0 is the file's with the lower inode number, page 1 the other's. Each is mapped by a process of its own. */
const first = { pages: [0], processes: [0], which: 'of the first' };
const second = { pages: [1], processes: [1], which: 'of the second' };
const scene = { pages: 2, processes: 2, files: [0, 1], processOf: { app: 1, io: 1 }, signals: true };
const clone = (t: Thread) => remap(t, [first, second], [1]);
const pinOf = (page: number) =>
  function* (t: Thread) {
    if (yield* getUserPage(t, page, 'FOLL_PIN')) yield* unpinUserPage(t, page);
  };

function* kick(): Path {
  yield { name: 'kick', effect: (s) => signal(s, 1) };
}

/** A page is mapped and pinned; the pin is the next thing to go. */
const pinned = (design: typeof v615, page: 0 | 1) =>
  new Walk(
    design,
    { clone, app: (t: Thread) => touch(t, page), io: pinOf(page), kick },
    { ...scene, processOf: { app: page, io: page } },
  )
    .end('app')
    .to('io', 'unpin.sub');

describe.each([gupPut, v615])('a clone onto a file, $id', (design) => {
  test('takes both locks, and the pages that are replaced lose entry and block', () => {
    const walk = new Walk(design, { clone, app: (t: Thread) => touch(t, 1) }, scene).end('app');
    walk.to('clone', 'trunc.free-blocks');
    expect(walk.state.invalidateLock.map(({ exclusive }) => exclusive)).toEqual([1, 1]);
    walk.end('clone');
    expect(walk.state.page[1]).toMatchObject({ entry: 0, owner: Owner.FREE });
    expect(walk.state.page[0]).toMatchObject({ owner: Owner.FILE });
    expect(walk.held).toEqual([]);
  });

  test('sleeps for a page of the first, without a lock, until a signal comes', () => {
    const walk = pinned(design, 0).to('clone', 'wait.schedule');
    expect(walk.whyNot('clone')).toMatch(/^asleep in ___wait_var_event/);
    expect(walk.held).toEqual([]);
    walk.step('kick');
    walk.end('clone');
    expect(walk.came('clone')).not.toContain('trunc.free-blocks');
    expect(walk.held).toEqual([]);
  });

  test('goes round for a page of the second, whatever signal is pending, until the pin has gone', () => {
    const walk = pinned(design, 1);
    walk.step('kick');
    for (let round = 0; round < 3; round++) {
      walk.past('clone', 'break.scan');
      walk.past('clone', 'break.scan');
      expect(walk.said).toMatch(/^busy: /);
      expect(walk.past('clone', 'remap.unlock').observed).toBe(0);
      expect(walk.held).toEqual([]);
    }
    walk.end('io').end('clone');
    expect(walk.state.page[1].owner).toBe(Owner.FREE);
  });
});

test.each([
  ['the first', 0],
  ['the second', 1],
] as const)('a clone either way round finishes, when a pin of %s goes in the end', (_, page) => {
  const model = sceneOf(
    v615,
    {
      there: clone,
      back: (t) => remap(t, [first, second], [0]),
      io: pinOf(page),
    },
    {
      ...scene,
      processOf: { io: page },
      properties: [
        {
          id: 'both end',
          kind: 'not-for-ever',
          bad: (_, finished) => !finished('there') || !finished('back'),
        },
        {
          id: 'they meet',
          kind: 'sometimes',
          good: (s) => s.page[page].pins > 0 && s.invalidateLock[0].exclusive > 0,
        },
      ],
    },
  );
  expect(check(model).verdicts.map(({ verdict }) => verdict)).toEqual(['holds', 'holds']);
});
