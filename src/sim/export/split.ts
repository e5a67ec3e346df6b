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
  const grow = (rows: readonly R[], guards: Part<T>['guards'], free: readonly number[]): Part<T>[] => {
    const value = of.value(rows);
    if (value !== undefined) return [{ guards, value }];
    const columns = free.filter((column) => new Set(rows.map((row) => of.at(row, column))).size > 1);
    if (columns.length === 0) throw new Error('rows of the same numbers come to different things');
    const best = columns.reduce((a, b) => (mixed(rows, a) <= mixed(rows, b) ? a : b));
    const rest = columns.filter((column) => column !== best);
    return [...Map.groupBy(rows, (row) => of.at(row, best))].flatMap(([value, part]) =>
      grow(part, [...guards, { column: best, value }], rest),
    );
  };
  /** How many kinds are left together too many; of columns that leave as many, one with few values is better. */
  const mixed = (rows: readonly R[], column: number): number => {
    const parts = [...Map.groupBy(rows, (row) => of.at(row, column)).values()];
    const kinds = parts.reduce((sum, part) => sum + new Set(part.map(of.kind)).size - 1, 0);
    return kinds + parts.length / (rows.length + 1);
  };
  return grow(
    rows,
    [],
    Array.from({ length: of.columns }, (_, column) => column),
  );
}
