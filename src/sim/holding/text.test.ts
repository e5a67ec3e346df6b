import { describe, expect, test } from 'vitest';
import { designIds, variants } from '../designs/index.ts';
import { holdingOf, putsWords, saidOf } from './index.ts';
import { holdingLines } from './text.ts';

test('two designs are drawn side by side', () => {
  const lines = holdingLines(holdingOf('gup-put'), holdingOf('v6.15'));
  expect(lines.slice(3, 16)).toEqual([
    '',
    '                 adds   page=block                    adds   page=block',
    '                        +---------+                          +---------+',
    'device, FOLL_PIN  1024->| +1024   |  device, FOLL_PIN  1024->| +1024   |',
    'GUP, FOLL_GET ------ 1->| +1      |  GUP, FOLL_GET ------ 1->| +1      |',
    'process, PTE         0  |         |  process, PTE ------- 1->| +1      |',
    'file, DAX entry      0  |         |  file, DAX entry      0  |         |',
    'truncate --- waits for->|=== 1 ===|  truncate --- waits for->|=== 0 ===|',
    '                        | idle 1  |                          | idle 0  |',
    '                        +---------+                          +---------+',
    'removal ---- waits for->|  pgmap  |  removal ---- waits for->|  pgmap  |',
    '                        +---------+                          +---------+',
    '',
  ]);
});

test('in small there is no removal, neither drawn nor in words', () => {
  const [left, right] = [holdingOf('gup-put'), holdingOf('v6.15')];
  const small = holdingLines(left, right, true);
  expect(small.join('\n')).not.toMatch(/pgmap|removal/i);
  expect(holdingLines(left, right)).toEqual(expect.arrayContaining(small));
  expect(saidOf(left, true)).toEqual(saidOf(left).slice(0, -1));
});

test('any design fits into a half of 72 columns, with any variant', () => {
  for (const id of designIds)
    for (const other of ['', ...variants.map((variant) => `+${variant.id}`)]) {
      const lines = holdingLines(holdingOf(id), holdingOf(id + other));
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(72);
      // The boxes are under each other.
      for (const line of lines.filter((line) => /^.{24}[|+]/.test(line)))
        expect(line).toMatch(/^.{24}([|+]).{9}\1.{26}\1.{9}\1$/);
    }
});

describe('of the last put it is said', () => {
  test.each([
    [
      'gup-put',
      'The last put leaves 1, not 0, and must know that this wakes truncate: folio_put() does not.',
    ],
    [
      'current',
      'The last put leaves 1, not 0, and must know that this wakes truncate: unpin_user_page() and folio_put() do not.',
    ],
    ['folio-put', 'The last put leaves 1, not 0, and every put knows that this wakes truncate.'],
    ['v6.15', 'The last put leaves 0, which every put looks for: whichever it is wakes truncate.'],
    ['v6.15+last-put-frees', 'No put has to wake truncate.'],
  ])('%s: %s', (id, words) => {
    expect(putsWords(holdingOf(id))).toBe(words);
  });
});

test('all of it is said in words', () => {
  expect(saidOf(holdingOf('gup-put'))).toEqual([
    'A page that nobody holds counts 1.',
    'A device by FOLL_PIN adds 1024.',
    'A caller of GUP by FOLL_GET adds 1.',
    'A process by its PTE adds nothing.',
    'The file by its DAX entry adds nothing.',
    'Truncate adds nothing. It unmaps the file, calls the page busy while refcount > 1, and sleeps until refcount = 1.',
    'The last put leaves 1, not 0, and must know that this wakes truncate: folio_put() does not.',
    "Removal of the device adds nothing. It waits for references to the pgmap, which a GUP call holds while it runs. It looks at no page's count.",
  ]);
  expect(saidOf(holdingOf('fs-held')).at(-1)).toBe(
    'Removal of the device adds nothing. It waits for references to the pgmap, of which GUP takes none, and before that until nobody holds a page.',
  );
  expect(saidOf(holdingOf('fs-held-notify')).at(-1)).toBe(
    'Removal of the device adds nothing. First it has every file unmapped. It waits for references to the pgmap, of which GUP takes none, and before that until nobody holds a page.',
  );
});
