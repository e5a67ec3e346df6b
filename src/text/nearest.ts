import { closest, distance } from 'fastest-levenshtein';

/** What stands in a message after a name that is none: `; did you mean missed-wakeup?`, or nothing where no known name is near. */
export function didYouMean(word: string, among: readonly string[]): string {
  if (among.length === 0) return '';
  const near = closest(word, [...among]);
  const far = Math.max(2, Math.floor(word.length / 3));
  return distance(word, near) <= far ? `; did you mean ${near}?` : '';
}
