import type { Landmark, Thread } from '../../src/sim/kernel/index.ts';
import { zapPage } from '../../src/sim/kernel/zap.ts';
import { doing, doingMore, instead, isAt, late, leftOut, type Mutant } from './mutants.ts';

/** Wakes first, where the put is about to make the page idle, and puts then. */
const wakesFirst = (at: Landmark): Mutant =>
  instead(at, 'comes after the wake-up', function* (step, _, follow) {
    const wakes = yield {
      ...step,
      name: `will ${step.name} wake?`,
      effect: (s) => {
        const page = s.page[step.note?.page ?? 0];
        const { refcount, pins } = page;
        const wakes = step.effect?.(s);
        Object.assign(page, { refcount, pins });
        return wakes ?? 0;
      },
    };
    if (wakes) yield follow(1);
    yield step;
    return 0;
  });

/** A count, in every design that mistakes are made in. */
type WakesAt = (t: Thread) => number;
const gupPut: WakesAt = (t) => Number(t.kernel.choices.gupPutWakesAt);
const putPage: WakesAt = (t) => Number(t.kernel.choices.putPageWakesAt);
const folioPut: WakesAt = (t) => Number(t.kernel.choices.folioPutWakesAt);

/** Drops some references more or fewer, and looks at the count that this leaves. */
const dropsOthers = (at: Landmark, what: string, less: number, wakesAt: WakesAt): Mutant =>
  doingMore(at, what, (s, page, t) => {
    s.page[page].refcount += less;
    return s.page[page].refcount === wakesAt(t);
  });

/** Wakes at the idle count of the other kind of design. */
const wakesAtOther = (at: Landmark, wakesAt: WakesAt): Mutant =>
  doingMore(at, 'wakes at the other idle count', (s, page, t) => s.page[page].refcount === 1 - wakesAt(t));

/** Mistakes on the way of one page through GUP, puts and a truncate, each with a name. */
export const mistakes: readonly Mutant[] = [
  // GUP-fast
  doingMore('gup-fast.bias', 'adds 1022', (s, page) => {
    s.page[page].refcount -= 1;
    return undefined;
  }),
  late('gup-fast.grab', 'comes after the bias, or after the recheck of a FOLL_GET', 1),
  doing('gup-fast.recheck', 'is ignored', (s, page) => {
    s.page[page].pins += 1;
    return 1;
  }),
  instead('gup-fast.grab', 'comes after the look that should be the second one', function* (step, t, follow) {
    const page = step.note?.page ?? 0;
    const same = yield { ...step, name: 'looks too early', effect: (s) => s.process[t.process].pte[page] };
    const grabbed = yield step;
    if (!grabbed) return 0;
    let next = follow(1);
    if (isAt(next, 'gup-fast.bias')) next = follow(yield next);
    return yield {
      ...next,
      effect: (s) => {
        s.page[page].pins += same;
        return same;
      },
    };
  }),
  dropsOthers('gup-fast.undo', 'drops one reference too few', 1, gupPut),
  wakesFirst('gup-fast.undo'),
  wakesAtOther('gup-fast.undo', gupPut),

  // Puts
  dropsOthers('unpin.sub', 'drops 1023', 1, gupPut),
  dropsOthers('unpin.sub', 'drops 1025', -1, gupPut),
  wakesFirst('unpin.sub'),
  wakesAtOther('unpin.sub', gupPut),
  dropsOthers('put-page.sub', 'drops 2', -1, putPage),
  wakesFirst('put-page.sub'),
  wakesAtOther('put-page.sub', putPage),
  dropsOthers('folio-put.sub', 'drops 2', -1, folioPut),
  wakesFirst('folio-put.sub'),
  wakesAtOther('folio-put.sub', folioPut),
  doing('wake', 'wakes only the first', (s, page) => {
    const first = s.task.find(({ queue }) => queue === page + 1);
    if (!first) return 0;
    first.queue = 0;
    first.sleeping = 0;
    return 1;
  }),
  doing('wake', 'leaves the woken on the queue', (s, page) => {
    const waiting = s.task.filter(({ queue }) => queue === page + 1);
    for (const task of waiting) task.sleeping = 0;
    return waiting.length;
  }),
  doing('wake', 'takes off the queue and does not wake', (s, page) => {
    const waiting = s.task.filter(({ queue }) => queue === page + 1);
    for (const task of waiting) task.queue = 0;
    return waiting.length;
  }),

  // The wait
  late('wait.prepare', 'comes after the test'),
  late('wait.unlock', 'comes after the sleep'),
  leftOut('wait.lock'),
  instead('wait.lock', 'takes the lock shared', function* (step, t) {
    return yield {
      ...step,
      when: (s) => s.invalidateLock[0].exclusive === 0,
      effect: (s) => {
        s.invalidateLock[0].shared |= 1 << (t.me - 1);
      },
    };
  }),
  doing(
    'wait.test',
    'asks for the other idle count',
    (s, page, t) => s.page[page].refcount === 1 - t.kernel.choices.idle,
  ),
  doing('wait.prepare', 'queues on no page', (s, _, t) => {
    s.task[t.me - 1].sleeping = 1;
    return 0;
  }),
  doing('wait.prepare', 'queues, and stays running', (s, page, t) => {
    s.task[t.me - 1].queue = page + 1;
    return 0;
  }),
  doing('wait.finish', 'stays on the queue', (s, _, t) => {
    s.task[t.me - 1].sleeping = 0;
    return 0;
  }),

  // The scan
  doing('break.scan', 'uses the rule of the other kind of design', (s, page, t) => {
    const { entry, refcount, mapcount } = s.page[page];
    return (
      entry === 1 && (t.kernel.choices.busy === 'refcount > idle' ? refcount !== mapcount : refcount > 0)
    );
  }),
  instead('zap.clear', 'comes after the scan', function* (step, t, follow) {
    const unmapsToScan = /^(trunc|punch)$/.test(t.kernel.tasks[t.me - 1]);
    if (!unmapsToScan) return yield step;
    const busy = yield follow(0);
    yield* zapPage(t, t.process, step.note?.page ?? 0);
    return busy;
  }),
];
