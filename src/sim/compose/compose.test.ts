import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check, ModelError } from '../checker/index.ts';
import { designIds, designNamed } from '../designs/index.ts';
import { exampleNamed, examples } from '../examples/index.ts';
import { modelOf } from '../scenario/index.ts';
import { toldPair } from '../trace/index.ts';
import { formatView, type View } from '../trace/link.ts';
import { changesIn, parseView } from '../trace/read-link.ts';
import { resultOf, verdictOf, verdictsOf } from '../verdicts/verdicts.ts';
import { someClauses } from './fixtures.ts';
import { composed, composedNamed, inWords, withTasks, wordsOf } from './index.ts';

const example = exampleNamed('missed-wakeup');

describe('the words for the tasks of an example', () => {
  test.each(examples)('$id: they run as it does', (example) => {
    const words = inWords(example);
    expect(words.actors.map(({ name, process }) => [name, process])).toEqual(
      example.actors.map(({ name, process }) => [name, process]),
    );
    expect(toldPair(words).rows).toEqual(toldPair(example).rows);
    for (const design of example.pair) {
      const [one, other] = [words, example].map((example) => {
        const { states, transitions, depth, verdicts } = check(modelOf(example, design), {
          examination: 'none',
        });
        return {
          states,
          transitions,
          depth,
          verdicts: verdicts.map(({ schedule, ...rest }) => ({ ...rest, steps: schedule?.length })),
        };
      });
      expect(one, design).toEqual(other);
    }
  });

  test('no example is called like a design: a link may begin with either', () => {
    expect(examples.filter(({ id }) => designIds.includes(id))).toEqual([]);
  });
});

describe('an example with changes', () => {
  test('has its name and the changes, as short as they can be, in one order', () => {
    const id = 'missed-wakeup+nic=pin,dma,unpin+never=trunc_asleep';
    for (const clauses of [
      '+nic=pin,dma,unpin+never=trunc_asleep',
      '+never=_trunc__asleep+nic=process_0:pin_page_0,_dma_page_0,unpin',
      '+pages=1+app=touch+nic=pin,dma,unpin+never=trunc_asleep',
    ])
      expect(composed(example, clauses).id).toBe(id);
    expect(composedNamed(id)).toBe(composedNamed(id));
    expect(composedNamed('missed-wakeup+never=_trunc_asleep+nic=pin,dma,unpin')).toBe(composedNamed(id));
  });

  test('is the example itself where nothing is changed', () => {
    expect(composed(example, '')).toBe(example);
    expect(composed(example, '+app=touch_page_0+pages=1')).toBe(example);
    expect(composedNamed('missed-wakeup+processes=1')).toBe(example);
  });

  test('has the tasks of the example, changed, and then others', () => {
    const { actors, told, processes } = composed(
      example,
      '+app=touch;munmap+trunc=nobody+peer=process_1:touch+processes=2',
    );
    expect(actors.map(({ name, process }) => [name, process])).toEqual([
      ['app', 0],
      ['io', 0],
      ['peer', 1],
    ]);
    expect(actors.map(({ role }) => role)).toEqual([
      'in process 0: touches page 0; then unmaps the file',
      'in process 0: takes page 0 with FOLL_PIN, has a device write into page 0, lets page 0 go with unpin_user_page()',
      'in process 1: touches page 0',
    ]);
    expect(processes).toBe(2);
    expect(told).toBe('app*9 io*7 io*3');
  });

  test('its tasks can be had in words, and written again', () => {
    const changed = composed(example, '+app=touch;munmap+trunc=nobody+nic=get,folio-put');
    expect(wordsOf(changed)).toEqual([
      ['app', 'touch; munmap'],
      ['io', 'pin, dma, unpin'],
      ['nic', 'get, folio-put'],
    ]);
  });

  test('a figure needs its tasks alone', () => {
    const { actors, demands, ...scene } = composed(example, '+nic=pin,unpin+never=trunc_asleep');
    const { actors: same, ...other } = withTasks(example, '+nic=pin,unpin+never=trunc_asleep');
    expect(scene.id).toBe(other.id);
    expect(same.map(({ name, role, process }) => ({ name, role, process }))).toEqual(
      actors.map(({ name, role, process }) => ({ name, role, process })),
    );
  });

  test('a child runs once it is forked, and whoever changes the file with others has its lock', () => {
    const forked = composed(
      exampleNamed('missed-wakeup'),
      '+processes=2+app=touch;fork_process_1+kid=process_1:munmap+again=truncate',
    );
    expect(forked.children).toEqual([1]);
    const names = (design: string) =>
      new Set(resultOf(forked, design).reached.map(({ operation }) => operation.note?.at));
    expect([...names('v6.15')]).toEqual(
      expect.arrayContaining(['fork.child-runs', 'inode.lock', 'inode.unlock']),
    );
    expect(verdictOf(forked, 'current', 'no-lost-wakeup').verdict).toBe('fails');
  });

  test('nothing is expected of it, and what is asked of a task that is gone is not asked', () => {
    const changed = composed(example, '+trunc=nobody');
    expect(changed.demands).toEqual(['no-lost-wakeup', 'no-free-while-pinned', 'no-stray-dma']);
    for (const one of verdictsOf(changed, 'current')) expect(one.expected).toBeNull();
  });

  test('a demand that holds says nothing where what gives it meaning is never met', () => {
    const changed = composed(example, '+trunc=nobody');
    const of = (property: string) => verdictOf(changed, 'v6.15', property);
    expect(of('no-lost-wakeup').empty?.title).toBe('somebody sleeps on a page');
    expect(of('no-free-while-pinned').empty?.title).toBe(
      'a block has left its file, and its page was pinned before',
    );
    expect(verdictOf(composed(example, '+nic=pin,unpin'), 'v6.15', 'no-lost-wakeup').empty).toBeNull();
    // Nobody holds the page, so truncate has nothing to wait for.
    const alone = composed(example, '+io=nobody');
    expect(verdictOf(alone, 'v6.15', 'truncate-finishes').empty?.title).toBe(
      'a page was pinned, or somebody sleeps on one',
    );
    // Nobody asks GUP for a page while, or after, the device goes.
    const removed = composed(exampleNamed('unbind-mapped'), '+ask=no-late-gup');
    expect(verdictOf(removed, 'v6.15', 'no-late-gup').empty?.title).toMatch(
      /a task that takes pages has not ended$/,
    );
    const taken = composed(exampleNamed('unbind-mapped'), '+io=pin,unpin+ask=no-late-gup');
    expect(verdictOf(taken, 'v6.15', 'no-late-gup')).toMatchObject({ verdict: 'fails', empty: null });
  });

  test('more can be asked, from the list or in words', () => {
    const changed = composed(
      example,
      '+ask=no-refused-fault+never=trunc_asleep+sometimes=(block_0_is_free_and_not_io_ended)+not-for-ever=trunc_asleep',
    );
    expect(changed.demands).toContain('no-refused-fault');
    const came = (changed.questions ?? []).map(({ id, title }) => {
      const { verdict, kind } = verdictOf(changed, 'current', id);
      return [id, title, kind, verdict];
    });
    expect(came).toEqual([
      ['q1', 'never: trunc asleep', 'never', 'fails'],
      ['q2', 'sometimes: (block 0 is free and not io ended)', 'sometimes', 'holds'],
      ['q3', 'not for ever: trunc asleep', 'not-for-ever', 'fails'],
    ]);
  });

  test.each([
    ['+nic=pinn', "task nic: 'pinn' is no action; the actions are touch, munmap,"],
    ['+nic=pin_page', "task nic: 'pin page': write pin page 0"],
    ['+nic=munmap_page_0', "task nic: 'munmap page 0': write munmap, and nothing after it"],
    [
      '+nic=touch_page_1',
      'task nic: there is no page 1: there is page 0 only; pages=N makes N of them, up to 3',
    ],
    ['+nic=process_2:touch', 'task nic: there is no process 2: there is process 0 only; processes=N makes'],
    [
      '+nic=unpin',
      'task nic: unpin lets go of a page that was taken with FOLL_PIN, and page 0 was not taken before',
    ],
    ['+nic=get,unpin', 'page 0 was taken with FOLL_GET before it in the same call'],
    ['+nic=pin;unpin', 'page 0 was not taken before it in the same call'],
    ['+nic=dma', 'task nic: dma needs page 0 to be taken before it'],
    ['+nic=close', 'task nic: close needs open before it in the same task'],
    ['+nic=truncate_to_1', 'the file has 1 page'],
    [
      '+nic=fork_process_0',
      "task nic: 'fork process 0': name the child that comes to be, like fork process 1",
    ],
    ['+nic=fork', 'name the child that comes to be'],
    ['+processes=2+a=fork_process_1+b=fork_process_1', 'process 1 is forked twice: a child comes to be once'],
    ['+processes=2+a=process_1:fork_process_0', 'process 0 is there from the start'],
    ['+nic=touch+nic=munmap', 'nic is changed twice'],
    ['+pages=2+pages=3', 'pages is changed twice'],
    ['+pages=4', 'there can be 1 to 3 pages, not 4'],
    ['+pages=many', "pages='many'? Write a number"],
    ['+files=2', 'each file needs a process that maps it'],
    ['+files=2+processes=2+nic=touch_page_1', 'another process maps page 1'],
    ['+files=2+processes=2+trunc=nobody+end=unmount', 'unmount knows one file only here: write files=1'],
    ['+files=2+processes=2+unbind=unbind', 'unbind knows one file only here: write files=1'],
    ['+nic=nobody', 'there is no task nic to take away; there are app, io, trunc'],
    ['+app=nobody+io=nobody+trunc=nobody', 'nobody is left'],
    ['+a=touch+b=touch+c=touch+d=touch', 'there are 7 tasks, and may be 6'],
    ['+a=unbind+b=unbind', 'unbind can be done once'],
    ['+a=unbind;unbind', 'unbind can be done once'],
    ['+a=await-unmount', 'await-unmount waits for ever where no task unmounts'],
    [
      '+a=evict',
      'a does evict once nobody uses the file, and trunc does truncate to the same file, which holds its inode',
    ],
    ['+a=mount', 'task a: mount needs unmount before it in the same task'],
    [
      '+a=touch;touch;touch;touch;touch;touch;touch;touch;touch;touch;touch;touch;touch',
      'it has 13 actions, and may have 12',
    ],
    ['+none=touch', 'a task cannot be called none'],
    [
      '+rdma=get,put-page',
      'a task cannot be called rdma: links and commands that name it mean io; call it io',
    ],
    ['+rdma2=get,put-page', 'call it io2'],
    ['+rdma=nobody', 'there is no task rdma to take away; there are app, io, trunc'],
    ['+Nic=touch', "'Nic=touch' changes nothing: write a task and what it does"],
    ['+nic', "'nic' changes nothing"],
    ['+nic=', "'nic=' changes nothing"],
    ['+ask=everything', "'everything' cannot be asked; ask one of no-lost-wakeup,"],
    ['+ask=evict-finishes', 'evict-finishes asks about a task that is not there'],
    ['+never=trunc_aslep', "'trunc aslep' is no condition; conditions are: TASK asleep;"],
    ['+never=nic_asleep', "there is no task 'nic'; there are app, io, trunc"],
    ['+never=page_7_is_idle', 'there is no page 7'],
    ['+never=(trunc_asleep', 'a ) is missing'],
    ['+never=trunc_asleep)', 'there is a ) too many'],
    ['+never=trunc_asleep_and', "a condition is missing after 'and', like: trunc asleep"],
    ['+never=and', 'a condition is missing at the start'],
    [
      '+never=trunc_asleep+never=trunc_asleep+never=trunc_asleep+never=trunc_asleep+never=trunc_asleep+never=trunc_asleep',
      'there are 6 questions, and may be 5',
    ],
    [
      `+never=${'trunc_asleep_or_'.repeat(20)}trunc_asleep`,
      'a question has 332 characters, and may have 300',
    ],
    [`+a=${'touch;'.repeat(200)}`, 'what is changed has 1203 characters, and may have 1000'],
  ])('%s is refused', (clauses, message) => {
    expect(() => composed(example, clauses)).toThrow(ModelError);
    expect(() => composed(example, clauses)).toThrow(message);
  });

  test('whatever is changed is refused in words, or can be searched, linked to and read again', () => {
    let searched = 0;
    fc.assert(
      fc.property(
        someClauses,
        fc.constantFrom(...designIds),
        fc.boolean(),
        fc.integer({ min: 1, max: 99 }),
        (clauses, design, isOwn, row) => {
          let changed: typeof example;
          try {
            changed = composed(example, clauses);
          } catch (error) {
            expect(error).toBeInstanceOf(ModelError);
            expect((error as Error).message).not.toMatch(/undefined|null|NaN|\[object/);
            return;
          }
          expect(composedNamed(changed.id).id).toBe(changed.id);
          const view: View = {
            example: changed.id,
            left: design,
            right: 'v6.15',
            row,
            schedule: null,
            teller: 'left',
            fingerprint: changed === example ? null : 'abc123',
            fails: null,
          };
          const link = formatView(view, isOwn ? changed : null);
          expect(link).not.toMatch(/\s/);
          for (const one of [
            link,
            encodeURI(link),
            link.replaceAll('+', ' '),
            link.replace(/[,;=]/g, encodeURIComponent),
          ]) {
            const clausesIn = changesIn(one, example, isOwn);
            expect(example.id + clausesIn).toBe(changed.id);
            expect(parseView(one, changed, isOwn)).toEqual(view);
          }
          const { states } = check(modelOf(changed, designNamed(design)), {
            limit: 2_000,
            examination: 'none',
          });
          if (states > 1) searched++;
        },
      ),
      { numRuns: 500 },
    );
    expect(searched).toBeGreaterThan(60);
  });
});
