import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { facts } from '../../facts/facts.ts';
import { check, spaceOf } from '../checker/index.ts';
import { designNamed, designs, remedied } from '../designs/index.ts';
import { sceneOf } from './fixtures.ts';
import {
  afterUnmount,
  allocateBlock,
  closeFile,
  dma,
  evict,
  folioPut,
  fork,
  forked,
  getUserPage,
  type Landmark,
  landmarks,
  mapOther,
  mount,
  munmap,
  openFile,
  punch,
  putPage,
  reap,
  remap,
  source,
  type Thread,
  touch,
  treeIds,
  truncate,
  unbind,
  underInodeLock,
  unmount,
  unpinUserPage,
  writeback,
} from './index.ts';

/** One scenario that goes through every path of the kernel, whichever way its tasks meet. */
function everyPath(design: (typeof designs)[number]) {
  const taken = (letGo: (t: Thread, page: number) => ReturnType<typeof putPage>) =>
    function* (t: Thread) {
      if (!(yield* getUserPage(t, 0, letGo === unpinUserPage ? 'FOLL_PIN' : 'FOLL_GET'))) return;
      yield* dma(t, 0);
      yield* letGo(t, 0);
    };
  return [
    { app: (t: Thread) => touch(t, 0), io: taken(unpinUserPage), trunc: truncateAll },
    { app: (t: Thread) => touch(t, 0), unmap: (t: Thread) => munmap(t, 1), io: taken(putPage) },
    { io: taken(folioPut), trunc: truncateAll, other: (t: Thread) => allocateBlock(t, 0) },
    { app: (t: Thread) => touch(t, 0), unbind: (t: Thread) => unbind(t, file) },
    { unmap: (t: Thread) => munmap(t, 1), last: (t: Thread) => evict(t, file) },
    { unmap: (t: Thread) => munmap(t, 1), last: unmountAndMount, next: afterUnmount },
    { app: openAndClose, unbind: (t: Thread) => unbind(t, file) },
    { app: (t: Thread) => touch(t, 0), sync: (t: Thread) => writeback(t, 0), trunc: truncateAll },
    { trunc: (t: Thread) => underInodeLock(t, punch(t, file, 0)), other: reuse },
    {
      app: (t: Thread) => touch(t, 0),
      io: taken(unpinUserPage),
      trunc: truncateAll,
      reaper: (t: Thread) => reap(t, 0),
    },
    {
      app: (t: Thread) => touch(t, 0),
      parent: (t: Thread) => fork(t, 1, 1),
      child: (t: Thread) => forked(t),
    },
    { clone: cloneOnto, io: taken(unpinUserPage) },
  ].map((tasks) =>
    sceneOf(design, tasks, {
      processes: 'child' in tasks ? 2 : 1,
      processOf: { child: 1 },
      forks: 'child' in tasks,
      ...('clone' in tasks && { pages: 2, files: [0, 1] }),
    }),
  );
}

const cloneOnto = (t: Thread) =>
  remap(
    t,
    [
      { pages: [1], processes: 1, which: 'of the first' },
      { ...file, which: 'of the second' },
    ],
    [0],
  );

function* openAndClose(t: Thread) {
  yield* openFile(t);
  yield* closeFile(t);
}

function* unmountAndMount(t: Thread) {
  yield* unmount(t, file);
  yield* mount(t);
}

function* reuse(t: Thread) {
  yield* allocateBlock(t, 0);
  yield* mapOther(t, 0);
}

const file = { pages: 1, processes: 1 };
const truncateAll = (t: Thread) => truncate(t, file);

describe('landmarks', () => {
  const asked = [...designs, ...[...remedied, 'v6.15+last-put-frees', 'v6.15+told-as-xfs'].map(designNamed)];

  test('are all met by some design, and each names one function there', () => {
    const met = new Map<Landmark, Set<string>>();
    for (const design of asked)
      for (const model of everyPath(design))
        for (const { operation } of spaceOf(model).reached()) {
          const { note } = operation;
          if (!note) continue;
          const key = met.get(note.at) ?? new Set();
          met.set(note.at, key.add(`${design.id}: ${note.fn}`));
        }
    expect(landmarks.filter((at) => !met.has(at))).toEqual([]);
    for (const [at, names] of met) expect(names.size, at).toBeLessThanOrEqual(asked.length);
  });

  test('belong to one file of the kernel each', () => {
    const files = readdirSync(import.meta.dirname)
      .filter((name) => /^[a-z-]+\.ts$/.test(name) && !['sources.ts', 'fixtures.ts'].includes(name))
      .map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'));
    const homes = (at: Landmark) => files.filter((text) => text.includes(`'${at}'`)).length;
    expect(landmarks.filter((at) => homes(at) !== 1)).toEqual([]);
  });

  test.each(treeIds)('name a function and a known fact in the code of %s', (base) => {
    for (const at of landmarks) {
      const { fn, fact } = source(base, at);
      expect(fn, at).not.toBe('');
      expect(Object.keys(facts), at).toContain(fact);
    }
  });

  test('are two of dots and dashes, with the path before the dot', () => {
    for (const at of landmarks) expect(at).toMatch(/^([a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*|wake)$/);
  });
});

test('the scenarios of this file can be checked', () => {
  for (const model of everyPath(designs[0])) expect(check(model).stopped).toBeNull();
});
