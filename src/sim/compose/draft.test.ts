import { expect, test } from 'vitest';
import { exampleNamed, examples } from '../examples/index.ts';
import { clausesOf, composed, composedNamed, draftOf, freeName } from './index.ts';

const base = exampleNamed('missed-wakeup');

test('an example as it stands is its own draft', () => {
  for (const example of examples) {
    const draft = draftOf(example);
    expect(composed(example, clausesOf(draft, example))).toBe(example);
  }
  expect(draftOf(exampleNamed('reflink')).numbers).toEqual({ pages: 1, processes: 2, files: 2 });
  expect(draftOf(base)).toMatchObject({
    numbers: { pages: 1, processes: 1, files: 1 },
    ask: [],
    questions: [],
  });
});

test('what is changed is in the draft, and the draft makes the same', () => {
  const changed = composedNamed(
    'missed-wakeup+pages=2+app=nobody+nic=touch_page_1+ask=no-refused-fault+never=trunc_asleep',
  );
  const draft = draftOf(changed);
  expect(draft.numbers).toEqual({ pages: 2, processes: 1, files: 1 });
  expect(draft.tasks.map(({ name }) => name)).toEqual(['io', 'trunc', 'nic']);
  expect(draft.ask).toEqual(['no-refused-fault']);
  expect(draft.questions).toHaveLength(1);
  expect(composed(base, clausesOf(draft, base)).id).toBe(changed.id);
});

test('a task that is taken out of a draft is nobody, and names and words lose the blanks around them', () => {
  const draft = draftOf(base);
  const tasks = [
    ...draft.tasks.filter(({ name }) => name !== 'app'),
    { name: ' nic ', words: '  get,   put-page ' },
  ];
  expect(clausesOf({ ...draft, tasks }, base)).toMatch(
    /^.*\+app=nobody\+io=[^+]*\+trunc=truncate\+nic=get,_put-page$/,
  );
  expect(composed(base, clausesOf({ ...draft, tasks }, base)).actors.map(({ name }) => name)).toEqual([
    'io',
    'trunc',
    'nic',
  ]);
});

test('one more task is called as it would be, or has the first number that is free', () => {
  const tasks = ['nic', 'nic2', 'nic4', 'app'].map((name) => ({ name, words: 'touch' }));
  expect(freeName('io', tasks)).toBe('io');
  expect(freeName('nic', tasks)).toBe('nic3');
  expect(freeName('app', tasks)).toBe('app2');
});

test('an example asked for again is the same one, however its changes are written', () => {
  expect(composedNamed('missed-wakeup')).toBe(base);
  const once = composedNamed('missed-wakeup+nic=touch');
  expect(composedNamed('missed-wakeup+nic=touch')).toBe(once);
  expect(composedNamed('missed-wakeup+nic=touch_page_0')).toBe(once);
  expect(composedNamed('missed-wakeup+nic=touch')).not.toBe(base);
  expect(composedNamed('missed-wakeup+pages=1')).toBe(base);
  expect(() => composedNamed('nonsense+nic=touch')).toThrow("there is no example 'nonsense'");
  expect(() => composedNamed('+nic=touch')).toThrow("there is no example ''");
});
