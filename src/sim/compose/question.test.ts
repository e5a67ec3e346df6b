import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { designNamed } from '../designs/index.ts';
import { layoutOf, Owner, type State } from '../kernel/index.ts';
import { recordOf } from '../scenario/record.ts';
import { tidy } from './clauses.ts';
import { conditionForms } from './conditions.ts';
import { readQuestion } from './question.ts';
import { Stage } from './stage.ts';

const setting = {
  stage: new Stage({ pages: 2, processes: 2, files: 1 }),
  tasks: [
    { name: 'app', process: 0 },
    { name: 'trunc', process: 1 },
  ],
};
const { choices } = designNamed('v6.15');
const layout = layoutOf({ pages: 2 }, choices);

/** Whether a sentence is true of a state that starts with nothing in it. */
function holds(words: string, change: (s: State) => void, ended: readonly string[] = []): boolean {
  const s = recordOf({ pages: 2, processes: 2, tasks: 2 }).fresh();
  change(s);
  const asked = readQuestion('q1', 'sometimes', words, setting).property(choices, layout);
  if (asked.kind !== 'sometimes') throw new Error('it is asked whether it can be');
  return asked.good(s, (task) => ended.includes(task));
}

describe('each condition', () => {
  const cases: [words: string, change: (s: State) => void, ended?: string[]][] = [
    [
      'trunc asleep',
      (s) => {
        s.task[1].sleeping = 1;
      },
    ],
    ['app ended', () => {}, ['app']],
    [
      'trunc maps page 1',
      (s) => {
        s.process[1].pte[1] = 1;
      },
    ],
    [
      'trunc in GUP-fast',
      (s) => {
        s.process[1].readers = 0b10;
      },
    ],
    [
      'trunc holds invalidate_lock',
      (s) => {
        s.invalidateLock[0].exclusive = 2;
      },
    ],
    [
      'refcount of page 1 is 3',
      (s) => {
        s.page[1].refcount = 3;
      },
    ],
    [
      'refcount of page 1 is above 2',
      (s) => {
        s.page[1].refcount = 3;
      },
    ],
    [
      'not refcount of page 1 is below 2',
      (s) => {
        s.page[1].refcount = 2;
      },
    ],
    [
      'not page 1 is idle',
      (s) => {
        s.page[1].refcount = 1;
      },
    ],
    [
      'page 1 is pinned',
      (s) => {
        s.page[1].pins = 2;
      },
    ],
    [
      'page 1 is mapped',
      (s) => {
        s.process[1].pte[1] = 1;
      },
    ],
    [
      'page 1 has an entry',
      (s) => {
        s.page[1].entry = 1;
      },
    ],
    [
      'page 1 is under DMA',
      (s) => {
        s.page[1].dma = 1;
      },
    ],
    [
      'block 1 is free',
      (s) => {
        s.page[1].owner = Owner.FREE;
      },
    ],
    [
      'not block 1 is in the file',
      (s) => {
        s.page[1].owner = Owner.FREE;
      },
    ],
    [
      'block 1 is in another file',
      (s) => {
        s.page[1].owner = Owner.OTHER;
      },
    ],
    [
      'the device is gone',
      (s) => {
        s.device.memmapGone = 1;
      },
    ],
    [
      'the pgmap is dying',
      (s) => {
        s.pgmap.dying = 1;
      },
    ],
    [
      'the file system is unmounted',
      (s) => {
        s.superblock = 2;
      },
    ],
  ];

  test.each(cases)('%s', (words, change, ended = []) => {
    expect(holds(words, change, ended)).toBe(true);
    expect(holds(words, () => {})).toBe(false);
    // It is about page 1 and trunc, as it says.
    if (words.includes('1'))
      expect(holds(words.replace('page 1', 'page 0').replace('block 1', 'block 0'), change)).toBe(false);
  });

  test('is among these', () => {
    const forms = conditionForms.map(
      (form) => new RegExp(form.replace('TASK', '[a-z]+').replace('PAGE', '\\d').replace(/ N$/, ' \\d'), 'i'),
    );
    for (const form of forms)
      expect(
        cases.some(([words]) => form.test(words)),
        String(form),
      ).toBe(true);
  });

  test('that a task holds a lock it may share counts as well', () => {
    expect(
      holds('app holds invalidate_lock', (s) => {
        s.invalidateLock[0].shared = 0b01;
      }),
    ).toBe(true);
    expect(
      holds('trunc holds invalidate_lock', (s) => {
        s.invalidateLock[0].shared = 0b01;
      }),
    ).toBe(false);
  });
});

/** A sentence, and what it comes to for the bits that its conditions look at. */
type Said = {
  readonly words: string;
  readonly binds: 'or' | 'and' | 'not';
  readonly means: (bits: readonly boolean[]) => boolean;
};

const atoms = ['page 0 is pinned', 'page 0 has an entry', 'page 0 is under DMA'];

const within = (part: Said, ...loose: Said['binds'][]) =>
  loose.includes(part.binds) ? `(${part.words})` : part.words;

const { said } = fc.letrec<{ said: Said }>((tie) => ({
  said: fc.oneof(
    { maxDepth: 4 },
    fc.nat(2).map((i): Said => ({ words: atoms[i], binds: 'not', means: (bits) => bits[i] })),
    tie('said').map(
      (one): Said => ({
        words: `not ${within(one, 'or', 'and')}`,
        binds: 'not',
        means: (bits) => !one.means(bits),
      }),
    ),
    fc.tuple(tie('said'), tie('said')).map(
      ([a, b]): Said => ({
        words: `${within(a, 'or')} and ${within(b, 'or')}`,
        binds: 'and',
        means: (bits) => a.means(bits) && b.means(bits),
      }),
    ),
    fc.tuple(tie('said'), tie('said')).map(
      ([a, b]): Said => ({
        words: `${a.words} or ${b.words}`,
        binds: 'or',
        means: (bits) => a.means(bits) || b.means(bits),
      }),
    ),
  ),
}));

test('and binds closer than or, not closer than both, and parentheses come first', () => {
  fc.assert(
    fc.property(
      said.filter(({ words }) => words.length <= 300),
      fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      ({ words, means }, bits) => {
        const change = (s: State) => {
          [s.page[0].pins, s.page[0].entry, s.page[0].dma] = bits.map(Number);
        };
        expect(holds(words, change), words).toBe(means(bits));
        expect(holds(tidy(words.replaceAll(' ', '  ').replaceAll('(', '( ')), change)).toBe(means(bits));
      },
    ),
    { numRuns: 300 },
  );
});
