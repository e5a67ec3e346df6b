import { expect, test } from 'vitest';
import { check } from '../checker/index.ts';
import { remedied, remedies } from '../designs/index.ts';
import { examples } from '../examples/index.ts';
import { modelOf } from '../scenario/index.ts';
import { others, remediesFound, sleepers } from './remedies.ts';

/** Where *truncate finishes* fails with a remedy, and what fails that held without it, each with its examples. */
interface Expected {
  readonly fails: readonly string[];
  readonly breaks: Readonly<Record<string, readonly string[]>>;
}

const expected: Readonly<Record<string, Expected>> = {
  'wait-for-mappings': { fails: ['fork-asleep'], breaks: { 'no lost wake-up': ['fork-asleep'] } },
  'looks-late': {
    fails: ['fork-asleep'],
    breaks: {
      'no lost wake-up': ['fork-asleep'],
      'no use after free by a pin holder': ['unbind-left', 'unbind-unmounting'],
    },
  },
  'looks-early': {
    fails: [
      'bare-put',
      'busy-block',
      'fork-asleep',
      'fuse-range',
      'locked-entry',
      'missed-wakeup',
      'pin-and-fault',
      'put-page',
      'refault',
      'reflink',
      'reflink-evict',
      'two-pinners',
      'two-truncaters',
    ],
    breaks: {
      'no lost wake-up': [
        'bare-put',
        'busy-block',
        'fork',
        'fork-asleep',
        'missed-wakeup',
        'pin-and-fault',
        'put-page',
        'refault',
        'reflink',
        'reflink-evict',
        'two-pages',
        'two-pinners',
        'two-truncaters',
      ],
    },
  },
  'every-put-wakes': { fails: ['fork-asleep'], breaks: { 'no lost wake-up': ['fork-asleep'] } },
  'unpin-wakes': {
    fails: [
      'bare-put',
      'fork-asleep',
      'memory-read',
      'pin-again',
      'pin-and-fault',
      'put-page',
      'reflink',
      'reflink-evict',
    ],
    breaks: {
      'no lost wake-up': [
        'bare-put',
        'fork',
        'fork-asleep',
        'memory-read',
        'pin-again',
        'pin-and-fault',
        'put-page',
        'reflink',
        'reflink-evict',
      ],
    },
  },
  'fault-wakes': { fails: ['pin-again', 'reflink', 'reflink-evict'], breaks: {} },
  polls: { fails: [], breaks: {} },
  'keep-lock': { fails: ['pin-again', 'pin-and-fault', 'reflink', 'reflink-evict'], breaks: {} },
  'faults-wait': { fails: ['pin-again', 'pin-and-fault', 'reflink', 'reflink-evict'], breaks: {} },
  'entry-locked': { fails: ['pin-again', 'reflink', 'reflink-evict'], breaks: {} },
  'faults-refused': {
    fails: ['reflink', 'reflink-evict'],
    breaks: { 'no fault refused': ['pin-again', 'pin-and-fault', 'refault'] },
  },
};

const found = remediesFound();
const names = (verdicts: readonly { readonly example: string }[]) =>
  verdicts.map(({ example }) => example).sort();

test('every remedy is here, and what each costs is said of it alone', () => {
  expect(Object.keys(expected)).toEqual(remedies.map(({ id }) => id));
  expect(new Set(found.map(({ remedy }) => remedy.costs)).size).toBe(remedies.length);
});

test.each(found)(
  '$design.id lets truncate finish where it is known to, and breaks what is known',
  ({ finishes, elsewhere, breaks, remedy }) => {
    expect({
      fails: names([...finishes, ...elsewhere].filter(({ verdict }) => verdict !== 'holds')),
      breaks: Object.fromEntries(breaks.map(({ title, verdicts }) => [title, names(verdicts)])),
    }).toEqual(expected[remedy.id]);
  },
);

test('what a remedy decides is otherwise without it', () => {
  for (const { changes } of found) {
    expect(changes.length).toBeGreaterThan(0);
    for (const { to, from } of changes) expect(to).not.toBe(from);
  }
});

test('only a pass between a fault of GUP and its look goes round for ever', () => {
  const all = found.flatMap(({ finishes, elsewhere }) => [...finishes, ...elsewhere]);
  expect(
    all.filter(({ cycle }) => cycle !== null).map(({ example, design }) => `${example}/${design}`),
  ).toEqual(['pin-again/v6.15+fault-wakes']);
});

test('an example in which truncate sleeps is one of the sleepers, or one of the others', () => {
  const ids = [...sleepers, ...others].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('missed-wakeup');
});

test.each(remedied)('the examples hide nothing under %s', (design) => {
  for (const example of examples)
    if (example.designs.includes('v6.15'))
      expect(check(modelOf(example, design), { examination: 'usual' }).stopped).toBeNull();
});
