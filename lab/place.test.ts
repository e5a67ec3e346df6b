import { describe, expect, test } from 'vitest';
import { definitionOf, placeIn } from './place.ts';

const text = `static int first(int a,
		 int b)
{
	return second(a);
}

#define LIMIT 10

int
xfs_second(
	int a)
{
	return LIMIT;
}
`.split('\n');

describe('a place in a file of C', () => {
  test.each([
    ['its own line', 'first', 1],
    ['a later line of the signature', 'first', 2],
    ['a line of the body', 'first', 4],
    ['a line that has the symbol', 'second', 4],
    ['a macro', 'LIMIT', 7],
    ['a name in the first column', 'xfs_second', 13],
    ['no line', 'xfs_second', undefined],
  ])('is found by %s', (_, symbol, line) => {
    expect(placeIn(text, symbol, line)).toBeNull();
  });

  test.each([
    ['third', 4, 'there is no third in it'],
    ['xfs_second', 4, 'that line is in first(); the nearest with xfs_second is 10'],
    ['first', 7, 'that line is in no function; the nearest with first is 1'],
    ['first', 14, 'that line is in xfs_second(); the nearest with first is 1'],
  ])('of %s is not line %d', (symbol, line, words) => {
    expect(placeIn(text, symbol, line)).toBe(words);
  });
});

describe('the definition of a function', () => {
  test('is found whole, whether its type stands before it or above', () => {
    expect(definitionOf(text, 'first')).toEqual(text.slice(0, 5));
    expect(definitionOf(text, 'xfs_second')).toEqual(text.slice(9, 14));
  });

  test('is neither a call, nor a declaration, nor a macro', () => {
    for (const name of ['second', 'LIMIT', 'third']) expect(definitionOf(text, name)).toBeNull();
    expect(definitionOf(['int declared(int a,', '\t\tint b);', 'int x;'], 'declared')).toBeNull();
  });
});
