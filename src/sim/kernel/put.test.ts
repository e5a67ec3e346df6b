import { describe, expect, test } from 'vitest';
import type { Design } from '../designs/design.ts';
import { current, folioPut as folioPutDesign, fsHeld, gupPut, v615 } from '../designs/fixtures.ts';
import { designNamed } from '../designs/index.ts';
import { Walk } from './fixtures.ts';
import {
  folioPut,
  gupFast,
  type Landmark,
  putPage,
  type State,
  type Thread,
  unpinUserPage,
} from './index.ts';
import { undoGrab } from './put.ts';

const PIN = 1024;
const flavours = {
  'unpin_user_page()': [(t: Thread) => unpinUserPage(t, 0), 'unpin.sub', PIN],
  'put_page()': [(t: Thread) => putPage(t, 0), 'put-page.sub', 1],
  'folio_put()': [(t: Thread) => folioPut(t, 0), 'folio-put.sub', 1],
  "GUP's undo": [(t: Thread) => undoGrab(t, 0, PIN), 'gup-fast.undo', PIN],
} as const;
type Flavour = keyof typeof flavours;

/** Puts with one reference beyond `left` taken; says how the count changed, and whether a wake-up follows. */
function put(design: Design, flavour: Flavour, left: number): string {
  const [run, at, references] = flavours[flavour];
  const initial = (s: State) => {
    s.page[0].refcount = left + references;
    s.page[0].pins = 1;
  };
  const walk = new Walk(design, { io: run }, { initial });
  const [count] = walk.past('io', at).changes;
  return `${count.from} -> ${count.to}${walk.at('io') === 'wake' ? ', wakes' : ''}`;
}

describe('a put that leaves a page of a 1-based design idle', () => {
  test.each<[Design, Flavour, string]>([
    [current, 'unpin_user_page()', '1025 -> 1'],
    [current, "GUP's undo", '1025 -> 1'],
    [current, 'put_page()', '2 -> 1, wakes'],
    [current, 'folio_put()', '2 -> 1'],
    [folioPutDesign, 'unpin_user_page()', '1025 -> 1, wakes'],
    [folioPutDesign, "GUP's undo", '1025 -> 1, wakes'],
    [folioPutDesign, 'put_page()', '2 -> 1, wakes'],
    [folioPutDesign, 'folio_put()', '2 -> 1, wakes'],
    [gupPut, 'unpin_user_page()', '1025 -> 1, wakes'],
    [gupPut, "GUP's undo", '1025 -> 1, wakes'],
    [gupPut, 'put_page()', '2 -> 1, wakes'],
    [gupPut, 'folio_put()', '2 -> 1'],
  ])('$0.id, %s', (design, flavour, words) => {
    expect(put(design, flavour, 1)).toBe(words);
  });
});

test('a put that leaves less than idle wakes nobody: the test is for one value', () => {
  expect(put(gupPut, 'unpin_user_page()', 0)).toBe('1024 -> 0');
  expect(put(folioPutDesign, 'folio_put()', 0)).toBe('1 -> 0');
});

describe.each([fsHeld, v615])('a put where idle is 0: $id', (design) => {
  test.each(Object.keys(flavours) as Flavour[])('%s wakes at 0 and not at 1', (flavour) => {
    expect(put(design, flavour, 0)).toMatch(/-> 0, wakes$/);
    expect(put(design, flavour, 1)).toMatch(/-> 1$/);
  });
});

describe.each([current, folioPutDesign, gupPut, fsHeld, v615])('any put: $id', (design) => {
  test.each(Object.keys(flavours) as Flavour[])('%s wakes nobody while others hold the page', (flavour) => {
    expect(put(design, flavour, 2)).toMatch(/-> 2$/);
  });
});

describe('a pin', () => {
  test.each<[Flavour, number]>([
    ['unpin_user_page()', 0],
    ['put_page()', 0],
    ['folio_put()', 0],
    ["GUP's undo", 1],
  ])('%s leaves %i of one', (flavour, pins) => {
    const [run, at] = flavours[flavour];
    const initial = (s: State) => {
      s.page[0].refcount = 2 * PIN;
      s.page[0].pins = 1;
    };
    const walk = new Walk(v615, { io: run }, { initial });
    walk.past('io', at);
    expect(walk.state.page[0].pins).toBe(pins);
  });
});

describe('the wake-up', () => {
  const waiting = (queues: readonly number[]) => (s: State) => {
    s.page[0].refcount = PIN;
    s.page[0].pins = 1;
    for (const [i, queue] of queues.entries()) {
      s.task[i].queue = queue;
      s.task[i].sleeping = queue > 0 ? 1 : 0;
    }
  };
  const io = flavours['unpin_user_page()'][0];
  const bystander = (t: Thread) => gupFast(t, 0, 'FOLL_PIN');
  const scene = { io, a: bystander, b: bystander, c: bystander };

  test('is a step of its own after the decrement', () => {
    const walk = new Walk(v615, scene, { initial: waiting([0, 1]) });
    walk.past('io', 'unpin.sub');
    expect(walk.state.task[1]).toMatchObject({ queue: 1, sleeping: 1 });
    walk.past('io', 'wake');
    expect(walk.state.task[1]).toMatchObject({ queue: 0, sleeping: 0 });
    expect(walk.at('io')).toBeNull();
  });

  test("takes everybody off the page's queue, and nobody off another's", () => {
    const walk = new Walk(v615, scene, { pages: 2, initial: waiting([0, 1, 2, 1]) });
    walk.end('io');
    expect(walk.state.task.map(({ queue, sleeping }) => [queue, sleeping])).toEqual([
      [0, 0],
      [0, 0],
      [2, 1],
      [0, 0],
    ]);
  });

  test('says where nobody waits', () => {
    const walk = new Walk(v615, scene, { initial: waiting([]) });
    walk.past('io', 'wake' satisfies Landmark);
    expect(walk.said).toBe('nobody waits');
  });
});

describe('a put that looks at the mapcount', () => {
  /** A page with one mapping, one reference to put and, it may be, one more. */
  const walk = (option: string, { mapcount = 1, others = 0 } = {}) => {
    const initial = (s: State) => {
      Object.assign(s.page[0], { refcount: PIN + mapcount + others, mapcount, pins: 1 });
      s.task[1].queue = 1;
      s.task[1].sleeping = 1;
    };
    const tasks = { io: flavours['unpin_user_page()'][0], trunc: (t: Thread) => putPage(t, 0) };
    return new Walk(designNamed(`v6.15+${option}`), tasks, { initial });
  };

  test.each([
    ['wait-for-mappings', ['unpin.sub', 'wake']],
    ['looks-late', ['unpin.sub', 'wake']],
    ['looks-early', ['put.look', 'unpin.sub', 'wake']],
  ])('%s: in a step of its own, and wakes where only mappings are left', (option, steps) => {
    const only = walk(option).end('io');
    expect(only.came('io')).toEqual(steps);
    expect(only.state.task[1].sleeping).toBe(0);
    expect(walk(option, { others: 1 }).end('io').state.task[1].sleeping).toBe(1);
  });

  test.each(['wait-for-mappings', 'looks-late', 'looks-early'])('%s: wakes if it was the last', (option) => {
    const last = walk(option, { mapcount: 0 }).end('io');
    expect(last.came('io').slice(-2)).toEqual(['unpin.sub', 'wake']);
    expect(last.state.task[1].sleeping).toBe(0);
  });

  test('says what it read, and what it found', () => {
    const early = walk('looks-early');
    early.past('io', 'put.look');
    expect(early.said).toBe('1 mapped');
    const late = walk('looks-late', { others: 1 });
    late.past('io', 'wake');
    expect(late.said).toBe('others hold it, or nobody waits');
  });

  test('is an RCU reader from the decrement to the look, where it should be one', () => {
    const readers = (option: string) => {
      const put = walk(option);
      put.past('io', 'unpin.sub');
      const during = put.state.process[0].readers;
      return [during, put.end('io').state.process[0].readers];
    };
    expect(readers('wait-for-mappings')).toEqual([1, 0]);
    expect(readers('looks-late')).toEqual([0, 0]);
    expect(readers('looks-early')).toEqual([0, 0]);
  });
});
