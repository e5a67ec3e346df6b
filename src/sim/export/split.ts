/** What some rows have in common, and what they come to. */
export interface Part<T> {
  readonly guards: readonly { readonly column: number; readonly value: number }[];
  readonly value: T;
}

/** A table: rows of numbers, each of which comes to something. */
export interface Rows<R, T> {
  /** How many columns a row has. */
  readonly columns: number;
  at(row: R, column: number): number;
  /** Rows of one kind may come to the same; of two kinds never do. */
  kind(row: R): string;
  /** What these rows come to together; undefined if not to one thing. */
  value(rows: readonly R[]): T | undefined;
}

/**
 * Splits rows by the values of columns until each part comes to one thing: a decision tree, each time by the column that
 * leaves the fewest kinds together. Throws if two rows have the same numbers and come to different things.
 */
export function split<R, T>(rows: readonly R[], of: Rows<R, T>): Part<T>[] {
  const columns = Array.from({ length: of.columns }, (_, column) =>
    Int32Array.from(rows, (row) => of.at(row, column)),
  );
  const kinds = numbersOf(rows.map(of.kind));
  const grow = (part: Int32Array, guards: Part<T>['guards'], free: readonly number[]): Part<T>[] => {
    const value = of.value(Array.from(part, (row) => rows[row]));
    if (value !== undefined) return [{ guards, value }];
    const left = free
      .map((column) => ({ column, ...mixed(part, columns[column]) }))
      .filter(({ parts }) => parts > 1);
    if (left.length === 0) throw new Error('rows of the same numbers come to different things');
    const best = left.reduce((a, b) => (a.left <= b.left ? a : b)).column;
    const rest = left.flatMap(({ column }) => (column === best ? [] : column));
    return [...Map.groupBy(part, (row) => columns[best][row])].flatMap(([value, part]) =>
      grow(Int32Array.from(part), [...guards, { column: best, value }], rest),
    );
  };
  /** How many kinds are left together too many; of columns that leave as many, one with few values is better. */
  const mixed = (part: Int32Array, column: Int32Array): { parts: number; left: number } => {
    const values = new Set<number>();
    const pairs = new Set<number>();
    for (const row of part) {
      values.add(column[row]);
      pairs.add(column[row] * rows.length + kinds[row]);
    }
    const parts = values.size;
    return { parts, left: pairs.size - parts + parts / (part.length + 1) };
  };
  return grow(Int32Array.from(rows.keys()), [], [...columns.keys()]);
}

/** A number for each of these words; two have one number exactly if they are the same. */
function numbersOf(words: readonly string[]): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(words, (word) => {
    const number = known.get(word) ?? known.size;
    known.set(word, number);
    return number;
  });
}
