import { type Choices, type Page, PIN_BIAS, type State } from '../kernel/index.ts';

/** What a kernel developer would say of a page: the part of a state that its life cycle is drawn in. */
export interface Condition {
  /** Whose the block is; `gone` when there is no struct page any more, and then nothing else is said. */
  readonly block: 'gone' | 'other' | 'free' | 'busy' | 'file';
  /** The file's DAX entry. `zapped`: it is there, but has dropped the reference that entries of this design hold. */
  readonly entry: 'absent' | 'present' | 'zapped';
  /** Page tables of the file's processes that map the page. */
  readonly mapped: number;
  /** Pins that GUP has handed out. */
  readonly pins: number;
}

/** The condition of a page. Every state has exactly one: what is not named here is left out of the picture. */
export function conditionOf(choices: Choices, s: Readonly<State>, page: number): Condition {
  if (s.device.memmapGone) return { block: 'gone', entry: 'absent', mapped: 0, pins: 0 };
  const { owner, entry, entryHeld, pins } = s.page[page];
  const zapped = choices.entryHolds === 'a reference' && entryHeld === 0;
  return {
    block: owners[owner],
    entry: entry === 0 ? 'absent' : zapped ? 'zapped' : 'present',
    mapped: s.process.filter(({ pte }) => pte[page] === 1).length,
    pins,
  };
}

/**
 * Whether the count is what the condition accounts for: idle, and what mappings, entry and pins hold. If not, somebody
 * holds the page in passing: a fault while it maps, an unmapping until its TLB flush is over, GUP before it looks at
 * the page-table entry again. (Also in passing: a count that the removal of the device has set about to take down, and,
 * where entries hold references, the one of another file that has been given the block.)
 */
export function isSettled({ idle }: Choices, { refcount, mapcount, entryHeld, pins }: Page): boolean {
  const held = refcount - idle - mapcount - entryHeld;
  // A pin is a FOLL_PIN or a FOLL_GET reference; the state does not say which.
  for (let full = 0; full <= pins; full++) if (held === full * PIN_BIAS + (pins - full)) return true;
  return false;
}

/** A name that tells conditions apart, and stands in an id as it is: `file-present-1-0`. */
export const keyOf = ({ block, entry, mapped, pins }: Condition): string =>
  [block, entry, mapped, pins].join('-');

/** How a condition is called: "mapped by one, pinned". */
export function conditionWords(condition: Condition): string {
  const pinned = pinnedWords(condition.pins);
  return pinned === '' ? placeWords(condition) : `${placeWords(condition)}, ${pinned}`;
}

/** The same without the pins: "mapped by one". */
export function placeWords({ block, entry, mapped }: Condition): string {
  if (block === 'gone') return 'no struct page';
  const mappings = mapped > 0 ? `mapped by ${numeral(mapped)}` : entry === 'absent' ? '' : 'not mapped';
  return [blocks[block], entries(block, entry), mappings].filter(Boolean).join(', ');
}

/** "pinned", "pinned twice"; empty where it is not. */
export function pinnedWords(pins: number): string {
  return pins === 0 ? '' : pins === 1 ? 'pinned' : pins === 2 ? 'pinned twice' : `pinned ${pins} times`;
}

/** In the order of {@link Owner}. */
const owners: readonly Condition['block'][] = ['file', 'free', 'other', 'busy'];

const blocks = { other: 'block of another file', free: 'free block', busy: 'busy block', file: '' } as const;

/** What is said of the entry: nothing where it is as one expects. */
function entries(block: Condition['block'], entry: Condition['entry']): string {
  if (entry === 'zapped') return 'entry zapped';
  if (block === 'file') return entry === 'absent' ? 'no DAX entry' : '';
  return entry === 'absent' ? '' : 'DAX entry';
}

const numeral = (n: number): string => ['none', 'one', 'two', 'three'][n] ?? String(n);
