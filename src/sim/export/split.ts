/** Numbers, one for each place; kept as which one it is of those that there are. */
export interface Column {
  /** All values that there are, ascending. */
  readonly values: readonly number[];
  /** By place: the index of its value. */
  readonly ranks: Int32Array;
}

export function columnOf(numbers: Int32Array): Column {
  const values = [...new Set(numbers)].sort((a, b) => a - b);
  const rankOf = new Map(values.map((value, rank) => [value, rank]));
  return { values, ranks: numbers.map((number) => rankOf.get(number) as number) };
}

/** What some rows have in common, and what they come to. */
export interface Part<T> {
  readonly guards: readonly { readonly column: number; readonly value: number }[];
  readonly value: T;
}

/** A table: rows of numbers, each of which comes to something. */
export interface Rows<T> {
  /** For each row: its place in the columns. */
  readonly places: Int32Array;
  readonly columns: readonly Column[];
  /** For each row: a number from 0. Rows of one kind may come to the same; of two kinds never do. */
  readonly kinds: Int32Array;
  /** What these rows come to together; undefined if not to one thing. */
  value(rows: Int32Array): T | undefined;
}

/**
 * Splits rows by the values of columns until each part comes to one thing: a decision tree, each time by the column that
 * leaves the fewest kinds together. In what order the rows are makes no difference. Throws if two rows have the same numbers and come
 * to different things.
 */
export function split<T>({ places, columns, kinds, value }: Rows<T>): Part<T>[] {
  const most = columns.reduce((most, { values }) => Math.max(most, values.length), 0);
  /** Where a rank was met last: in which part, and in which kind of one. */
  const inPart = new Int32Array(most).fill(-1);
  const inKind = new Int32Array(most).fill(-1);
  let part = 0;
  let kind = 0;

  /** By how much too many kinds are left together; of columns that leave as many, one with few values is better. Rows are in the order of their kinds. */
  const mixed = (rows: Int32Array, { ranks }: Column): { parts: number; left: number } => {
    part++;
    let [parts, pairs, last] = [0, 0, -1];
    for (const row of rows) {
      const rank = ranks[places[row]];
      if (kinds[row] !== last) {
        kind++;
        last = kinds[row];
      }
      if (inPart[rank] !== part) parts++;
      if (inKind[rank] !== kind) pairs++;
      inPart[rank] = part;
      inKind[rank] = kind;
    }
    return { parts, left: pairs - parts + parts / (rows.length + 1) };
  };

  const grow = (rows: Int32Array, guards: Part<T>['guards'], free: readonly number[]): Part<T>[] => {
    const found = value(rows);
    if (found !== undefined) return [{ guards, value: found }];
    const left = free
      .map((column) => ({ column, ...mixed(rows, columns[column]) }))
      .filter(({ parts }) => parts > 1);
    if (left.length === 0) throw new Error('rows of the same numbers come to different things');
    const best = left.reduce((a, b) => (a.left <= b.left ? a : b)).column;
    const rest = left.flatMap(({ column }) => (column === best ? [] : column));
    const { values, ranks } = columns[best];
    return values.flatMap((value, rank) => {
      const part = rows.filter((row) => ranks[places[row]] === rank);
      return part.length > 0 ? grow(part, [...guards, { column: best, value }], rest) : [];
    });
  };
  const sorted = Int32Array.from(places.keys()).sort((a, b) => kinds[a] - kinds[b]);
  return grow(sorted, [], [...columns.keys()]);
}
