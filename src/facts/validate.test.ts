import type { AstroIntegration } from 'astro';
import { expect, test, vi } from 'vitest';
import { examples } from '../sim/examples/index.ts';
import { code, commit, type Fact, mail } from './fact.ts';
import { checkTables, isStable, mistakes, type Tables, tablesWith } from './validate.ts';

const ids = examples.map(({ id }) => id);
const tables = tablesWith(ids);

test('the tables that pages are built from are right', () => {
  expect(mistakes(tables)).toEqual([]);
  expect(() => checkTables(ids)).not.toThrow();
});

const good: Fact = code('v6.1.176', 'mm/gup.c:gup_put_folio', 197, 'It puts the page.');
const goodMessage = {
  messageId: '20220704074054.32310-1-songmuchun@bytedance.com',
  author: 'Muchun Song',
  date: '2022-07-04',
  subject: '[PATCH] mm: fix',
  kind: 'patch',
  says: 'It mends something. It has two sentences.',
  confirmed: true,
};
const withFact = (fact: unknown, id = 'bad'): Tables => ({
  ...tables,
  subjects: [{ id: 'gup', facts: { [id]: fact } }],
});
const withMessage = (change: object, id = 'bad'): Tables => ({
  ...tables,
  subjects: [],
  messages: { 'muchun-v1': goodMessage, [id]: { ...goodMessage, messageId: 'a@b.org', ...change } },
});

test('a table without mistakes has none', () => {
  expect(mistakes(withFact(good))).toEqual([]);
  expect(mistakes(withMessage({}))).toEqual([]);
});

const COMMIT = 'd8ddc099c6b3dde887f9484da9a6677709d68b61';

test.each<[string, unknown, RegExp]>([
  [
    'a branch',
    { ...good, at: 'master' },
    /: at: should be a release tag or a commit's hash, never a branch$/,
  ],
  ['a hash that is too short', { ...good, at: 'd8ddc09' }, /: at: /],
  ['no file of the kernel', { ...good, file: '../gup.c' }, /: file: should be a path/],
  ['no function', { ...good, function: '' }, /: function: should be the name of a function$/],
  ['line 0', { ...good, line: 0 }, /: line: should be above 0$/],
  ['half a line', { ...good, line: 1.5 }, /: line: /],
  ['no full stop', { ...good, shows: 'It puts the page' }, /: shows: should be a sentence that ends/],
  ['two sentences', { ...good, shows: 'It puts. It wakes.' }, /: shows: should be one sentence$/],
  ['a quotation', { ...good, shows: 'It says "put".' }, /: shows: should be in our words/],
  ['no status', { ...good, status: undefined }, /: status: /],
  ['a status of its own', { ...good, status: 'sure' }, /: status: /],
  ['a field that nothing reads', { ...good, lines: '1-2' }, /lines/],
  ['a settled fact that was read', { ...good, settledBy: 'bare-put' }, /: settledBy: a fact that was read/],
  [
    'an example that is not there',
    { ...good, status: 'derived', settledBy: 'nonsense' },
    /: settledBy: there is no example 'nonsense'$/,
  ],
  ['a belief without a full stop', { ...good, corrects: 'It does not' }, /: corrects: /],
  ['a hash that is none', commit('xyz', 'v6.15-rc1', 'T', 'S.'), /: hash: /],
  ['a release that is none', commit(COMMIT, '6.15', 'T', 'S.'), /: since: should be a release tag/],
  ['a release without a date', commit(COMMIT, 'v9.9', 'T', 'S.'), /: since: .*has no date for v9\.9$/],
  ['a message that is not there', mail('nonsense' as never, 'S.'), /: message: there is no 'nonsense'$/],
])('a fact with %s is named, with what is wrong', (_, fact, what) => {
  const found = mistakes(withFact(fact));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^fact 'bad' of gup: /);
  expect(found[0]).toMatch(what);
});

test('a fact that stands under two subjects is named', () => {
  const twice = { ...withFact(good), subjects: ['gup', 'put'].map((id) => ({ id, facts: { same: good } })) };
  expect(mistakes(twice)).toEqual(["fact 'same' of put: is also a fact of gup"]);
});

test.each<[string, object, RegExp]>([
  ['no Message-ID', { messageId: undefined }, /: messageId: /],
  ['angle brackets', { messageId: '<a@b.org>' }, /: messageId: should be a Message-ID without angle/],
  ['an abbreviated Message-ID', { messageId: '161604050866.1463742.stgit@...' }, /: messageId: /],
  ['a day that does not exist', { date: '2022-02-30' }, /: date: /],
  ['a month for a day', { date: '2022-07' }, /: date: a message that was read has a day$/],
  ['no subject', { subject: null }, /: subject: a message that was read has a subject$/],
  ['no kind', { kind: 'mail' }, /: kind: /],
  ['three sentences', { says: 'One. Two. Three.' }, /: says: should be at most 2 sentences$/],
  ['a quotation', { says: 'He said "no".' }, /: says: should be in our words/],
  ['a message that was not read and that nobody names', { confirmed: false }, /: named: /],
  ['a namer it does not need', { named: 'muchun-v1' }, /: named: /],
  ['a namer that is not there', { confirmed: false, named: 'x' }, /: named: there is no message 'x'$/],
])('a message with %s is named, with what is wrong', (_, change, what) => {
  const found = mistakes(withMessage(change));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^message 'bad': /);
  expect(found[0]).toMatch(what);
});

test('a message or a commit that is there twice is named', () => {
  const { messageId } = goodMessage;
  expect(mistakes(withMessage({ messageId }))).toEqual([
    `message 'bad': <${messageId}> is message 'muchun-v1' already`,
  ]);
  const one = commit(COMMIT, 'v5.19', 'T', 'S.');
  expect(mistakes({ ...tables, subjects: [{ id: 'put', facts: { one, two: one } }] })).toEqual([
    "fact 'two' of put: commit d8ddc099c6b3 is fact 'one' of put already",
  ]);
});

test('a release has a day', () => {
  expect(mistakes({ ...tables, releases: { ...tables.releases, 'v9.9': '2022-13-01' } })).toEqual([
    "release 'v9.9': should be an ISO date of a day that exists",
  ]);
});

test.each([
  'https://lore.kernel.org/linux-mm/?q=fsdax',
  'https://lore.kernel.org/r/20220704@x/T/',
  'https://git.kernel.org/linus/master',
  'https://elixir.bootlin.com/linux/latest/source/mm/gup.c',
  'https://github.com/torvalds/linux/blob/master/mm/gup.c',
  'http://git.kernel.org/linus/d8ddc099c6b3',
])('%s is not where a fact may lead', (url) => {
  expect(isStable(url)).toBe(false);
});

test('a build with a broken table stops, and names the entry', async () => {
  vi.resetModules();
  vi.doMock('./releases.ts', () => ({ releases: {} }));
  try {
    const { default: config } = await import('../../astro.config.mjs');
    const checked = (config.integrations ?? []).find(
      (part) => part && 'name' in part && part.name === 'checked-tables',
    ) as AstroIntegration;
    expect(() => checked.hooks['astro:config:setup']?.({} as never)).toThrow(
      /^src\/facts is wrong:\n[\s\S]*fact 'gup-put-fix' of put: since: src\/facts\/releases\.ts has no date for v5\.19/,
    );
  } finally {
    vi.doUnmock('./releases.ts');
    vi.resetModules();
  }
});
