import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleNamed, examples } from '../../sim/examples/index.ts';
import { formatView, parseView, rowId, type View } from './link.ts';

const example = exampleNamed('unmapped-file');
/** A view of any example. */
const view: fc.Arbitrary<View> = fc.constantFrom(...examples).chain(({ id, designs, actors }) => {
  const design = fc.constantFrom(...designs);
  const schedule = fc.array(fc.constantFrom(...actors.map(({ name }) => name)), {
    minLength: 1,
    maxLength: 40,
  });
  return fc
    .record({
      left: design,
      right: design,
      row: fc.integer({ min: 1, max: 999_999 }),
      schedule: fc.option(schedule),
      fingerprint: fc.option(fc.stringMatching(/^[0-9a-f]{6}$/)),
    })
    .map((rest) => ({ ...rest, example: id, fingerprint: rest.schedule && rest.fingerprint }));
});

/** Checks something of every view. */
const always = (check: (v: View) => void) => fc.assert(fc.property(view, (v) => void check(v)));

test('what is written is read back', () => {
  always((v) => expect(parseView(formatView(v), exampleNamed(v.example))).toEqual(v));
});

test('a link survives being escaped on its way', () => {
  always((v) =>
    expect(parseView(`#${encodeURIComponent(formatView(v).slice(1))}`, exampleNamed(v.example))).toEqual(v),
  );
});

test('a plus sign may arrive as a space, or as what stands for one', () => {
  const fragment = `#${rowId(example.id, 'gup-put+scan-unmapped', 'gup-put', 3)}/app*2,rdma`;
  const view = parseView(fragment, example);
  expect(view).toMatchObject({ left: 'gup-put+scan-unmapped', right: 'gup-put', row: 3 });
  for (const other of [' ', '%20', '%2B', '%2b'])
    expect(parseView(fragment.replaceAll('+', other), example)).toEqual(view);
});

test('a design that the example is not checked under is refused, with those that it is under', () => {
  const fragment = `#${rowId(example.id, 'v5.17+scan-unmapped', 'gup-put', 3)}`;
  expect(() => parseView(fragment, example)).toThrow(
    `example unmapped-file is not checked under v5.17+scan-unmapped; it is under ${example.designs.join(', ')}`,
  );
});

test('a link is one word of characters that mail programs keep in a link', () => {
  always((v) => expect(formatView(v)).toMatch(/^#[\w/,.*~+-]+\w$/));
});

test('a mangled link is refused with words, never with a crash', () => {
  const mangled = fc.tuple(view, fc.nat(80), fc.string({ maxLength: 3 }));
  fc.assert(
    fc.property(mangled, ([v, at, noise]) => {
      const text = formatView(v);
      try {
        parseView(text.slice(0, at) + noise + text.slice(at + 1), exampleNamed(v.example));
      } catch (error) {
        expect((error as Error).name).toBe('ModelError');
      }
    }),
  );
});

describe('what is not about the example', () => {
  test.each(['', '#', '#verdicts', '#bare-put/current,fs-held/row-3', '#unmapped-file'])(
    '%s is left alone',
    (text) => {
      expect(parseView(text, example)).toBeNull();
    },
  );
});

test('a row has the address that a link to the told schedule names', () => {
  const told = {
    example: example.id,
    left: 'current',
    right: 'fs-held',
    row: 27,
    schedule: null,
    fingerprint: null,
  };
  expect(formatView(told)).toBe(`#${rowId(example.id, 'current', 'fs-held', 27)}`);
});
