import { troublesIn } from '../../lab/kernel-log.ts';
import type { Blocked, Counts, RecordedStep, Trace } from './traces.ts';
import { whoIn } from './who.ts';

/** One thing that was seen after a step, in words that fit into a table. */
export interface Line {
  /** `still`: blocked since an earlier row, where it was. */
  readonly kind: 'counts' | 'result' | 'blocked' | 'still' | 'returned' | 'log';
  readonly text: string;
}

/** What was seen after a step; null where the step was not done. */
export type SeenCell = readonly Line[] | null;

/** A step on one kernel and file system. */
export interface Seen {
  readonly trace: Trace;
  readonly step: RecordedStep;
}

/**
 * The counts of a page as this document has them: refcount, and the number of mappings (the kernel's _mapcount is
 * stored less one). Of a page that is part of a 2 MB folio they are the folio's. Null when the struct page is gone.
 */
export function countsOf(
  page: Counts,
): { readonly ref: number; readonly map: number; readonly folio: boolean; readonly pins: number } | null {
  if ('gone' in page) return null;
  const { head } = page;
  return head
    ? { ref: head.ref, map: head.large, folio: true, pins: head.pin }
    : { ref: page.ref, map: page.map + 1, folio: false, pins: 0 };
}

/** "2/1": refcount, mapcount; "folio 2/1" where they are a folio's, with its _pincount where there is one. */
export function countWords(page: Counts): string {
  const counts = countsOf(page);
  if (!counts) return 'no struct page';
  const { ref, map, folio, pins } = counts;
  return `${folio ? 'folio ' : ''}${ref}/${map}${pins > 0 ? `, pincount ${pins}` : ''}`;
}

/** "refcount 2, mapcount 1": the same where there is room. */
export function countSentence(page: Counts): string {
  const counts = countsOf(page);
  if (!counts) return 'no struct page';
  const { ref, map, folio, pins } = counts;
  return `${folio ? 'folio ' : ''}refcount ${ref}, mapcount ${map}${pins > 0 ? `, pincount ${pins}` : ''}`;
}

/** What has to be equal for two kernels to share a column: all that a cell says but the names of functions. */
export function keyOf(step: RecordedStep): string {
  return JSON.stringify([
    pageLines(step, countWords),
    resultLines(step),
    (step.blocked ?? []).map(({ who, op, state }) => [who, op, state]),
    returnedLines(step),
    killedLines(step),
  ]);
}

/**
 * The cell of a column, whose steps have one key. `before` are the steps of the row above, where there is one: a
 * call that went on sleeping is said shortly.
 */
export function cellOf(seen: readonly Seen[], before: readonly Seen[]): SeenCell {
  if (seen.length === 0) return null;
  const [{ step }] = seen;
  return [
    ...pageLines(step, countWords),
    ...resultLines(step),
    ...(step.blocked ?? []).map((call) =>
      blockedLine(call, callsLike(seen, call), callsLike(before, call), 1),
    ),
    ...returnedLines(step),
    ...killedLines(step),
    ...logLines(seen),
  ];
}

/** The same for a sentence: counts by name, and who called the function that a call sleeps in. */
export function sentenceOf(seen: readonly [Seen, ...Seen[]]): string {
  const [{ step }] = seen;
  return [
    ...pageLines(step, countSentence),
    ...resultLines(step),
    ...(step.blocked ?? []).map((call) => blockedLine(call, callsLike(seen, call), [], 2)),
    ...returnedLines(step),
    ...killedLines(step),
    ...logLines(seen),
  ]
    .map(({ text }) => text)
    .join('; ');
}

function pageLines({ pages }: RecordedStep, words: (page: Counts) => string): Line[] {
  const all = Object.entries(pages);
  return all.map(([label, page]) => ({
    kind: 'counts',
    text: all.length === 1 ? words(page) : `${label} ${words(page)}`,
  }));
}

function resultLines(step: RecordedStep): Line[] {
  const words = [
    ...(step.op === 'program' ? [`exit code ${step.exit}`, step.verdict] : []),
    ...(step.result === 'died' ? ['died in an oops'] : []),
    ...(['ok', 'blocked', 'died', undefined].includes(step.result) ? [] : [`${step.result}`]),
    ...(step.maps === 'other' && step.result === 'ok' ? ['maps another page'] : []),
    ...(step.op === 'drain' && step.foreign ? ["the bytes were another file's"] : []),
    ...(step.op === 'reuse' ? [step.found ? 'got that block' : 'did not get that block'] : []),
  ];
  return words.map((text) => ({ kind: 'result', text }));
}

function returnedLines({ returned = [] }: RecordedStep): Line[] {
  return returned.map(({ who, op, result }) => ({
    kind: 'returned',
    text: result === 'died' ? `${who}: ${op} ends, and ${who} dies` : `${who}: ${op} returns ${result}`,
  }));
}

/** Who was ended while it called nothing: by a signal of the kernel's own. */
const killedLines = ({ killed = [] }: RecordedStep): Line[] =>
  killed.map((who) => ({ kind: 'returned', text: `${who} is killed by a signal` }));

const doing: Readonly<Record<Blocked['state'], string>> = {
  S: 'asleep',
  D: 'asleep (D)',
  R: 'spinning (R)',
  X: 'dead (X)',
};

/** `now` and `before` are the same call in all recordings of the column, in this row and in the one above. */
function blockedLine(
  { who, op, state }: Blocked,
  now: readonly Blocked[],
  before: readonly Blocked[],
  depth: number,
): Line {
  const functions = functionsOf(now, depth);
  if (before.length > 0 && functions.join() === functionsOf(before, depth).join())
    return { kind: 'still', text: `${who}: ${op} still ${doing[state]}` };
  const where = functions.length > 0 ? ` in ${functions.join(', ')}` : '';
  return { kind: 'blocked', text: `${who}: ${op} ${doing[state]}${where}` };
}

const callsLike = (seen: readonly Seen[], { who, op, state }: Blocked): Blocked[] =>
  seen.flatMap(({ step: { blocked = [] } }) =>
    blocked.filter((one) => one.who === who && one.op === op && one.state === state),
  );

/** The innermost functions of calls, with their callers up to `depth`, each once. */
const functionsOf = (calls: readonly Blocked[], depth: number): string[] => [
  ...new Set(calls.flatMap(({ stack }) => (stack.length > 0 ? stack.slice(0, depth).join(' < ') : []))),
];

/** "WARNING in dax_disassociate_entry", "Oops in do_wp_page", and who had them where not all did; what file systems say is left to the page. */
function logLines(seen: readonly Seen[]): Line[] {
  const said = new Map<string, Trace[]>();
  for (const { trace, step } of seen)
    for (const words of new Set(troublesIn(step).map(({ kind, fn }) => `${kind} in ${fn}`)))
      said.set(words, [...(said.get(words) ?? []), trace]);
  const all = seen.map(({ trace }) => trace);
  return [...said].map(([words, by]) => ({
    kind: 'log',
    text: by.length < all.length ? `${words} (${whoIn(by, all)})` : words,
  }));
}
