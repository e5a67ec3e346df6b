import { expect, test } from 'vitest';
import { affected, say, unaffected } from './report.ts';
import { hashOf, inWords, tagOf } from './words.ts';

test('code is said with its place, and with its release where that is another one', () => {
  const said = say`In ${'scan-7.2'}, as in ${'scan-unmapped-6.12'}.`;
  expect(inWords(said, 'v7.2.12')).toBe(
    'In dax_busy_page() [fs/dax.c:518], as in dax_layout_busy_page_range() [fs/dax.c:693, v6.12.107].',
  );
});

test('what nobody read up is marked', () => {
  expect(inWords(say`${'refault-sleeps-7.2'}`, 'v7.2.12')).toBe(
    'wait_page_idle() [fs/dax.c:958, our reading]',
  );
});

test('a commit is said by hash and title, in a sentence and as a tag', () => {
  const named = '38607c62b34b ("fs/dax: properly refcount fs dax pages")';
  expect(inWords(say`since ${'refcount-commit'}`, '')).toBe(`since ${named}`);
  expect(tagOf('Fixes', 'refcount-commit')).toBe(`Fixes: ${named}`);
  expect(() => tagOf('Fixes', 'scan-7.2')).toThrow("fact 'scan-7.2' is no commit");
  expect(hashOf('refcount-commit')).toBe('38607c62b34b');
});

test('a mail is said by author and day', () => {
  expect(inWords(say`as ${'bio-folio-stable'}`, '')).toBe('as [Greg Kroah-Hartman, 2024-01-22]');
});

test('kernels are those of the recordings', () => {
  expect(inWords(say`${affected('direct-write-wakeup')}`, '')).toMatch(/^6\.1\.\d+ on ext4 and xfs$/);
  expect(inWords(say`${unaffected('clone-unlink')}`, '')).toMatch(/ on xfs$/);
});
