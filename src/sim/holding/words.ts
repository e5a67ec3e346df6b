import type { Holder, Holding } from './holding.ts';

/** Who each holder is, and by what it holds: a line each. */
export const whose: Readonly<Record<Holder, readonly [who: string, by: string]>> = {
  pin: ['a device', 'by FOLL_PIN'],
  get: ['a caller of GUP', 'by FOLL_GET'],
  pte: ['a process', 'by its PTE'],
  entry: ['the file', 'by its DAX entry'],
};

/** What the last put has to do with truncate: a put that leaves 0 ends the page's use wherever it is, one that leaves 1 does so here alone. */
export function putsWords({ puts }: Holding): string {
  if (puts.length === 0) return 'No put has to wake truncate.';
  const left = [...new Set(puts.map(({ leaves }) => leaves))].join(' or ');
  const deaf = puts.filter(({ wakes }) => !wakes).map(({ fn }) => fn);
  const leaves = left === '0' ? 'The last put leaves 0' : `The last put leaves ${left}, not 0`;
  if (deaf.length > 0)
    return `${leaves}, and must know that this wakes truncate: ${deaf.join(' and ')} ${deaf.length === 1 ? 'does' : 'do'} not.`;
  return left === '0'
    ? `${leaves}, which every put looks for: whichever it is wakes truncate.`
    : `${leaves}, and every put knows that this wakes truncate.`;
}

/** All that a drawing of it shows, a sentence or a few for each who has to do with the page; in small there is no removal. */
export function saidOf(holding: Holding, isSmall = false): string[] {
  const { idle, adds, truncate } = holding;
  return [
    `A page that nobody holds counts ${idle}.`,
    ...(Object.keys(whose) as Holder[]).map((holder) => {
      const [who, by] = whose[holder];
      return `${capital(who)} ${by} adds ${adds[holder] || 'nothing'}.`;
    }),
    truncate.waitsFor === null
      ? 'Truncate adds nothing, and does not sleep on a page.'
      : `Truncate adds nothing. It unmaps the file, calls the page busy while ${truncate.busy}, and sleeps until ${truncate.waitsFor}.`,
    ...(truncate.waitsFor === null ? [] : [putsWords(holding)]),
    ...(isSmall ? [] : [removalWords(holding)]),
  ];
}

/** What the removal of the device waits for. */
export function removalWords({ removal: { waitsForPin, unmaps, gupHoldsPgmap } }: Holding): string {
  const first = unmaps ? ' First it has every file unmapped.' : '';
  const pgmap = `Removal of the device adds nothing.${first} It waits for references to the pgmap, ${gupHoldsPgmap ? 'which a GUP call holds while it runs' : 'of which GUP takes none'}`;
  switch (waitsForPin) {
    case 'of any file':
      return `${pgmap}, and before that until nobody holds a page.`;
    case 'of an unused file':
      return `${pgmap}. Before that it evicts the inode of a file that nobody uses, and there it waits for pins as truncate does.`;
    case 'never':
      return `${pgmap}. It looks at no page's count.`;
  }
}

const capital = (words: string): string => words[0].toUpperCase() + words.slice(1);
