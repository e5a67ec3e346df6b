import fc from 'fast-check';
import { expect, test } from 'vitest';
import { current } from '../designs/fixtures.ts';
import { type Run, Walk } from './fixtures.ts';
import {
  type Choices,
  evict,
  folioPut,
  fork,
  forked,
  getUserPage,
  mount,
  munmap,
  punch,
  putPage,
  type State,
  type Thread,
  touch,
  truncate,
  unbind,
  underInodeLock,
  unmount,
  unpinUserPage,
  type WakesAt,
  writeback,
} from './index.ts';

/*
 * Any choices, whether somebody made them together or not, any tasks on two pages and two processes, in any order: the
 * counts stay what the design says that they count, nobody waits without a reason, and who has ended holds nothing.
 */

const file = { pages: 2, processes: 2 };

const wakesAt = fc.constantFrom<WakesAt[]>(
  0,
  1,
  'any count',
  'mapcount, read before',
  'mapcount, read after',
  'mapcount, read under RCU',
);

const choices = fc.record({
  idle: fc.constantFrom(0, 1),
  mapping: fc.constantFrom('holds nothing', 'holds a reference'),
  countedBy: fc.constantFrom('each page', 'the folio'),
  entryHolds: fc.constantFrom('nothing', 'a reference'),
  faultKeepsReference: fc.boolean(),
  mappingNeedsPgmap: fc.boolean(),
  gupHoldsPgmap: fc.boolean(),
  gupRechecks: fc.boolean(),
  flushInterrupts: fc.boolean(),
  gupPutWakesAt: wakesAt,
  putPageWakesAt: wakesAt,
  folioPutWakesAt: wakesAt,
  blocksGo: fc.constantFrom('after the wait', 'with the last put'),
  scans: fc.constantFrom('every page', 'the first page'),
  scanWithoutVma: fc.constantFrom('skipped', 'done'),
  lockedEntries: fc.constantFrom('skipped', 'waited for'),
  busy: fc.constantFrom('refcount > idle', 'refcount != mapcount'),
  sleeperWaitsFor: fc.constantFrom('refcount == idle', 'refcount == mapcount'),
  afterWakeUp: fc.constantFrom('tests again', 'scans again'),
  wakesByItself: fc.boolean(),
  lockAsleep: fc.constantFrom('given up', 'kept'),
  entryAsleep: fc.constantFrom('let go', 'locked'),
  faultsMeanwhile: fc.constantFrom('let in', 'made to wait', 'refused'),
  faultWakes: fc.boolean(),
  entriesGo: fc.constantFrom('with the layouts', 'with the blocks'),
  evictionWaits: fc.boolean(),
  unbindWaitsFor: fc.constantFrom('GUP calls', 'every page'),
  unbindUnmaps: fc.boolean(),
  unbindRemovesEntries: fc.boolean(),
  unbindTells: fc.constantFrom('once faults fail', 'before faults fail'),
} satisfies { [C in keyof Choices]: fc.Arbitrary<Choices[C]> }) as fc.Arbitrary<Choices>;

const inChild = (run: Run): Run =>
  function* (t) {
    yield* forked(t);
    yield* run(t);
  };
const pin = (page: number): Run =>
  function* (t) {
    if (yield* getUserPage(t, page, 'FOLL_PIN')) yield* unpinUserPage(t, page);
  };
const get = (letGo: (t: Thread, page: number) => ReturnType<typeof putPage>): Run =>
  function* (t) {
    if (yield* getUserPage(t, 0, 'FOLL_GET')) yield* letGo(t, 0);
  };

const tasks: Readonly<Record<string, Run>> = {
  app: (t) => touch(t, 0),
  both: function* (t) {
    yield* touch(t, 1);
    yield* touch(t, 0);
  },
  unmap: (t) => munmap(t, 2),
  fork: (t) => fork(t, 1, 2),
  'child-app': inChild((t) => touch(t, 1)),
  'child-unmap': inChild((t) => munmap(t, 2)),
  io: pin(0),
  nic: pin(1),
  'child-io': inChild(pin(0)),
  get: get(putPage),
  bare: get(folioPut),
  sync: (t) => writeback(t, 0),
  trunc: (t) => underInodeLock(t, truncate(t, file)),
  punch: (t) => underInodeLock(t, punch(t, file, 1)),
  evict: (t) => evict(t, file),
  admin: function* (t) {
    yield* unmount(t, file);
    yield* mount(t);
    yield* evict(t, file);
  },
  unbind: (t) => unbind(t, file),
};
const names = Object.keys(tasks);
const processOf = Object.fromEntries(names.map((name) => [name, name.startsWith('child-') ? 1 : 0]));

/** The record has room for three pins of a page. */
const fewPins = (chosen: readonly string[]) =>
  chosen.filter((name) => ['io', 'child-io', 'get', 'bare'].includes(name)).length <= 3;

const walks = fc.record({
  choices,
  chosen: fc.subarray(names, { minLength: 2, maxLength: 6 }).filter(fewPins),
  // Numbers that say who of those that can move goes next, and for how many steps.
  picks: fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 12 })), { minLength: 10, maxLength: 60 }),
});

/** What is counted of a page beyond its idle count: no less than what is known to hold it. */
function counted(s: Readonly<State>, { mapping, idle }: Choices, droppedBase: boolean) {
  return s.page.map((page, i) => {
    const mappings = mapping === 'holds nothing' ? 0 : s.process.filter(({ pte }) => pte[i] === 1).length;
    const base = droppedBase ? 0 : idle;
    return { mappings, rest: page.refcount - base - mappings - page.entryHeld, ...page };
  });
}

test('any kernel counts what it says that it counts, and gives back what it takes', () => {
  const met = { ended: 0, slept: 0, blocked: 0 };
  fc.assert(
    fc.property(walks, ({ choices, chosen, picks }) => {
      const scene = Object.fromEntries(chosen.map((name) => [name, tasks[name]]));
      const walk = new Walk({ choices, tree: current.tree }, scene, {
        ...file,
        processOf,
        forks: true,
        initial: (s) => {
          s.process[1].vma = chosen.includes('fork') ? 0 : 1;
        },
      });
      const droppedBase = () => walk.came('unbind').includes('unbind.drop-base');
      for (const [pick, steps] of picks) {
        const enabled = walk.enabled();
        const task = enabled[pick % enabled.length];
        for (let i = 0; i < steps && task && walk.whyNot(task) === null && walk.at(task); i++)
          walk.step(task);
        // What is mapped is in a VMA, and a CPU may use it; what an entry holds, it holds while it is there.
        for (const { pte, tlb, vma } of walk.state.process)
          for (const [page, present] of pte.entries())
            expect([tlb[page], vma]).toEqual(present ? [1, 1] : [tlb[page], vma]);
        for (const { mapcount, mappings, rest, pins, entry, entryHeld } of counted(
          walk.state,
          choices,
          droppedBase(),
        )) {
          expect(mapcount).toBe(mappings);
          if (!droppedBase()) expect(rest).toBeGreaterThanOrEqual(pins);
          expect(entryHeld).toBeLessThanOrEqual(choices.entryHolds === 'a reference' ? entry : 0);
        }
      }

      const waiting = chosen.filter((name) => walk.at(name) && walk.whyNot(name) !== null);
      for (const name of waiting) {
        met.blocked++;
        expect(walk.whyNot(name)).toMatch(/[^ ,:]$/);
        expect(walk.whyNot(name)).not.toMatch(/undefined|NaN|by $/);
      }
      if (chosen.some((name) => walk.came(name).includes('wait.prepare'))) met.slept++;
      if (chosen.some((name) => walk.at(name))) return;
      met.ended++;
      expect(walk.held).toEqual([]);
      expect(walk.state.inodeLock).toMatchObject({ shared: 0, exclusive: 0 });
      expect(walk.state.pgmap.users).toBe(0);
      expect(walk.state.process.map(({ readers }) => readers)).toEqual([0, 0]);
      expect(walk.state.task.map(({ queue }) => queue)).toEqual(chosen.map(() => 0));
      for (const { rest, pins, entry, owner } of counted(walk.state, choices, droppedBase())) {
        expect(pins).toBe(0);
        // An entry that goes without being zapped takes its reference along: nobody holds it, and it stays counted.
        if (choices.entryHolds === 'nothing') expect(rest).toBe(0);
        if (owner !== 0) expect(entry).toBe(0);
      }
    }),
    { numRuns: 600 },
  );
  for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(5);
}, 60_000);
