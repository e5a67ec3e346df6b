import type { Change } from '../checker/index.ts';
import type { Scale } from './state.ts';

/** A change of a shared variable, in the words of a kernel developer. */
export interface Delta {
  /** The variable, by its place in the record without the numbers in it: `page.refcount`. */
  readonly variable: string;
  /** What changed: refcount, PTE, …; refcount[1] of page 1, PTE[0][1] in process 0 of page 1, where there are several. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

interface Words {
  readonly name: string;
  /** Words for the values 0, 1, …; numbers are shown as they are. */
  readonly values?: readonly string[];
}

/**
 * The variables that readers are shown, by their place in the record with its numbers left out. Locks, wait
 * queues, the TLB and the model's own count of pins are not here: the step that changes them says so in words.
 */
const shown: Readonly<Record<string, Words>> = {
  'page.refcount': { name: 'refcount' },
  'page.mapcount': { name: 'mapcount' },
  'page.entry': { name: 'entry', values: ['absent', 'present'] },
  'page.entryHeld': { name: 'reference of the entry', values: ['none', 'held'] },
  'page.owner': { name: 'block', values: ['of the file', 'free', 'of another file', 'busy'] },
  'page.dma': { name: 'DMA', values: ['off', 'running', '2 transfers', '3 transfers'] },
  'process.pte': { name: 'PTE', values: ['none', 'present', 'a PMD'] },
  'process.opened': { name: 'file', values: ['closed', 'open'] },
  'process.vma': { name: 'VMA', values: ['gone', 'maps the file'] },
  'pgmap.users': { name: 'pgmap users' },
};

/** The changes that readers are shown. Which page and which process is said where the file has more than one. */
export function describe(
  changes: readonly Change[],
  { pages, processes }: Pick<Scale, 'pages' | 'processes'>,
): Delta[] {
  const several: Readonly<Record<string, boolean>> = { page: pages > 1, process: processes > 1 };
  return changes.flatMap(({ place, from, to }) => {
    const variable = place.filter((part) => typeof part === 'string').join('.');
    const words = shown[variable];
    if (!words) return [];
    // ['page', 1, 'refcount'], ['process', 0, 'pte', 1]: what is numbered within a process is a page.
    const numbers = place.filter(
      (part, i) => typeof part === 'number' && (several[place[i - 1]] ?? several.page),
    );
    const name = words.name + numbers.map((number) => `[${number}]`).join('');
    const say = (value: number) => words.values?.[value] ?? String(value);
    return [{ variable, name, from: say(from), to: say(to) }];
  });
}
