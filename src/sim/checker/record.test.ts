import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError, OutOfRange, ReadOnly } from './errors.ts';
import { bit, int, type Shape } from './layout.ts';
import { pack } from './record.ts';

describe('int', () => {
  test('keeps both ends', () => {
    expect(int(-3, 4)).toEqual({ low: -3, high: 4 });
    expect(bit).toEqual(int(0, 1));
  });

  test.each([
    [1, 0],
    [0.5, 2],
    [0, Number.NaN],
    [0, 2 ** 31],
  ])('refuses %s to %s and says what a variable needs', (low, high) => {
    expect(() => int(low, high)).toThrow(ModelError);
    expect(() => int(low, high)).toThrow(
      `a variable needs integers low <= high less than 2^31 apart, not ${low} to ${high}`,
    );
  });
});

describe('pack', () => {
  test('refuses a shape that is a part of itself', () => {
    const page: Record<string, Shape> = {};
    page.next = { page };
    expect(() => pack({ page })).toThrow(/^page(\.next|\.page)+ is .* a record or list that ends$/);
    expect(() => pack({ page })).toThrow(ModelError);
  });

  test('lays fields out in order, none across two words', () => {
    const { fields, words } = pack({ a: int(0, 4095), b: int(0, 2 ** 20 - 1), c: bit });
    expect(fields.map(({ path, word, shift, bits }) => [path, word, shift, bits])).toEqual([
      ['a', 0, 0, 12],
      ['b', 0, 12, 20],
      ['c', 1, 0, 1],
    ]);
    expect(words).toBe(2);
  });

  test('names nested records and lists', () => {
    const { fields } = pack({ page: [{ count: bit }, { count: bit }], pte: [bit, [bit] as never] });
    expect(fields.map(({ path }) => path)).toEqual(['page.0.count', 'page.1.count', 'pte.0', 'pte.1.0']);
  });

  test('a variable of one value takes no room', () => {
    const record = pack({ full: int(0, 2 ** 31 - 1), one: bit, only: int(7, 7), next: bit });
    expect(record.fields.map(({ bits }) => bits)).toEqual([31, 1, 0, 1]);
    const s = record.view(new Uint32Array(record.words));
    s.next = 1;
    expect([s.only, s.next]).toEqual([7, 1]);
  });

  test('an empty record is a record', () => {
    expect(pack({}).fields).toEqual([]);
  });
});

describe('a view', () => {
  const record = pack({
    page: [{ refcount: int(0, 4095) }, { refcount: int(0, 4095) }],
    pte: [bit, bit, bit],
    signed: int(-5, 5),
  });

  test('is a live view of its buffer', () => {
    const buffer = new Uint32Array(record.words);
    const s = record.view(buffer);
    expect(s.signed).toBe(-5);
    s.page[1].refcount = 1025;
    s.pte[2] = 1;
    s.signed += 8;
    expect(record.readonly(buffer).page[1].refcount).toBe(1025);
    expect(record.fields.map((field) => record.get(buffer, field))).toEqual([0, 1025, 0, 0, 1, 3]);
    buffer.fill(0);
    expect([s.page[1].refcount, s.pte[2], s.signed]).toEqual([0, 0, -5]);
  });

  test('its lists are lists', () => {
    const s = record.view(new Uint32Array(record.words));
    s.page[1].refcount = 3;
    s.pte[1] = 1;
    expect(s.page.map(({ refcount }) => refcount)).toEqual([0, 3]);
    expect([...s.pte]).toEqual([0, 1, 0]);
    expect(s.pte.some((present) => present === 1)).toBe(true);
    expect(s.page.length).toBe(2);
  });

  test.each([4096, -1, 0.5, Number.NaN])('refuses %s and names variable, value and range', (value) => {
    const s = record.view(new Uint32Array(record.words));
    s.page[0].refcount = 7;
    const write = () => {
      s.page[0].refcount = value;
    };
    expect(write).toThrow(OutOfRange);
    expect(write).toThrow(`page.0.refcount would become ${value}, but its range is 0 to 4095`);
    expect(s.page[0].refcount).toBe(7);
  });

  test('for reading only, refuses to be written and names the variable', () => {
    const s = record.readonly(new Uint32Array(record.words)) as { pte: number[]; signed: number };
    const write = () => {
      s.pte[2] = 1;
    };
    expect(write).toThrow(ReadOnly);
    expect(write).toThrow('it writes pte.2, but may only read');
  });

  test('takes no variable that the shape does not have', () => {
    const s = record.view(new Uint32Array(record.words)) as unknown as Record<string, unknown>;
    expect(() => {
      s.refcuont = 1;
    }).toThrow('refcuont');
    expect(() => {
      (s.page as unknown[])[0] = {};
    }).toThrow(TypeError);
  });
});

test('any values in any layout can be written and read again, in any order', () => {
  const range = fc
    .tuple(fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), fc.integer({ min: 0, max: 30 }))
    .chain(([low, bits]) => fc.integer({ min: 0, max: 2 ** bits }).map((span) => int(low, low + span)));
  fc.assert(
    fc.property(
      fc.array(range, { minLength: 1, maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      (ranges, numbers) => {
        const record = pack({ list: ranges } as Shape);
        const buffer = new Uint32Array(record.words);
        const { list } = record.view(buffer) as unknown as { list: number[] };
        const values = ranges.map(
          ({ low, high }) => low + ((numbers.next().value as number) % (high - low + 1)),
        );
        for (const i of [...values.keys()].sort(() => ((numbers.next().value as number) % 3) - 1))
          list[i] = values[i];
        expect([...list]).toEqual(values);
        expect(record.fields.map((field) => record.get(buffer, field))).toEqual(values);
      },
    ),
  );
});
