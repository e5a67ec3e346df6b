/** Characters of somebody's words that a message repeats: enough to find them again. */
const LONGEST = 40;

/** `words`, or their beginning: a message says what is wrong with them, and stays a message whatever they are. */
export function brief(words: string): string {
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1)}…`;
}
