import { describe, expect, test } from 'vitest';
import { designNamed } from '../designs/index.ts';
import type { Page } from '../kernel/index.ts';
import { type Condition, conditionWords, isSettled, keyOf, placeWords } from './condition.ts';

const usual: Condition = { block: 'file', entry: 'present', mapped: 1, pins: 0 };

describe('a condition', () => {
  test.each([
    ['mapped by one', {}],
    ['mapped by two, pinned', { mapped: 2, pins: 1 }],
    ['mapped by 4, pinned twice', { mapped: 4, pins: 2 }],
    ['not mapped, pinned 3 times', { mapped: 0, pins: 3 }],
    ['no DAX entry', { entry: 'absent', mapped: 0 }],
    ['no DAX entry, mapped by one', { entry: 'absent' }],
    ['entry zapped, not mapped', { entry: 'zapped', mapped: 0 }],
    ['entry zapped, mapped by one', { entry: 'zapped' }],
    ['free block', { block: 'free', entry: 'absent', mapped: 0 }],
    ['free block, DAX entry, mapped by one, pinned', { block: 'free', pins: 1 }],
    ['busy block, pinned', { block: 'busy', entry: 'absent', mapped: 0, pins: 1 }],
    ['block of another file', { block: 'other', entry: 'absent', mapped: 0 }],
    ['no struct page', { block: 'gone', entry: 'absent', mapped: 0 }],
  ] as const)('is called %s', (words, change) => {
    expect(conditionWords({ ...usual, ...change })).toBe(words);
  });

  test('has a place that says nothing of its pins, and a key that says all', () => {
    expect(placeWords({ ...usual, pins: 2 })).toBe(placeWords(usual));
    expect(keyOf({ ...usual, pins: 2 })).toBe('file-present-1-2');
  });
});

describe('a count', () => {
  const page = (change: Partial<Page>) =>
    ({
      refcount: 0,
      mapcount: 0,
      entry: 1,
      entryHeld: 0,
      owner: 0,
      pins: 0,
      dma: 0,
      entryLock: 0,
      ...change,
    }) as Page;
  const settled = (design: string, change: Partial<Page>) =>
    isSettled(designNamed(design).choices, page(change));

  test.each([
    ['idle', 'gup-put', { refcount: 1 }],
    ['idle at 0', 'v6.15', { refcount: 0 }],
    ['a mapping', 'v6.15', { refcount: 2, mapcount: 2 }],
    ['an entry', 'entry-held', { refcount: 1, entryHeld: 1 }],
    ['a FOLL_PIN', 'gup-put', { refcount: 1025, pins: 1 }],
    ['a FOLL_GET', 'gup-put', { refcount: 2, pins: 1 }],
    ['one of each', 'v6.15', { refcount: 1026, mapcount: 1, pins: 2 }],
  ])('of %s is settled', (_, design, change) => {
    expect(settled(design, change)).toBe(true);
    expect(settled(design, { ...change, refcount: change.refcount + 3 })).toBe(false);
  });

  test('of a page that GUP has grabbed is not, before and after the rest of the bias', () => {
    expect(settled('gup-put', { refcount: 2 })).toBe(false);
    expect(settled('gup-put', { refcount: 1025 })).toBe(false);
  });

  test('whose mapping has gone before its reference is not', () => {
    expect(settled('v6.15', { refcount: 1, mapcount: 0 })).toBe(false);
  });
});
