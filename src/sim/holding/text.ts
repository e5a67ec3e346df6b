import { toAscii, WIDTH, wrap } from '../../text/layout.ts';
import type { Holder, Holding } from './holding.ts';
import { putsWords, removalWords, whose } from './words.ts';

/** Two designs side by side, drawn in ASCII: who adds what to the count, and what truncate waits for; removal too, where it is not in small. */
export function holdingLines(left: Holding, right: Holding, isSmall = false): string[] {
  const beside = (a: readonly string[], b: readonly string[]) =>
    Array.from({ length: Math.max(a.length, b.length) }, (_, i) =>
      `${(a[i] ?? '').padEnd(COLUMN + GAP)}${b[i] ?? ''}`.trimEnd(),
    );
  const words = (holding: Holding) =>
    isSmall ? [putsWords(holding)] : [putsWords(holding), removalWords(holding)];
  return [
    ...beside(...both(left, right, ({ design }) => wrap(design.title, COLUMN))),
    ...beside(...both(left, right, ({ design }) => wrap(design.what, COLUMN))),
    ...beside(...both(left, right, (one) => picture(one, isSmall))),
    ...words(left).flatMap((_, i) => [
      '',
      ...beside(...both(left, right, (one) => wrap(words(one)[i], COLUMN))),
    ]),
  ].map(toAscii);
}

const GAP = 2;
const COLUMN = (WIDTH - GAP) / 2;
/** Of the page's box, inside. */
const BOX = 9;

const both = <T>(left: Holding, right: Holding, of: (holding: Holding) => T): [T, T] => [of(left), of(right)];

/** The page is one box, which its count fills from below: up to `====` it is idle. */
function picture({ idle, adds, truncate }: Holding, isSmall: boolean): string[] {
  const side = COLUMN - BOX - 2;
  const edge = `${' '.repeat(side)}+${'-'.repeat(BOX)}+`;
  const row = (label: string, arrow: string, cell: string) => {
    const line = arrow.endsWith('>') ? '-' : ' ';
    return `${label} ${arrow.padStart(side - label.length - 1, line)}|${cell.padEnd(BOX)}|`;
  };
  const holder = (one: Holder) =>
    adds[one] > 0 ? row(short[one], ` ${adds[one]}->`, ` +${adds[one]}`) : row(short[one], '0  ', '');
  const awaited = truncate.waitsFor?.replace('refcount = ', '') ?? '';
  const level = awaited.length === 1 ? ` ${awaited} ` : awaited;
  return [
    '',
    `${'adds'.padStart(side - 3)}   page=block`,
    edge,
    ...(Object.keys(whose) as Holder[]).map(holder),
    row('truncate', level ? ' waits for->' : 'does not wait ', middle(level, '=')),
    row('', '', middle(`idle ${idle}`, ' ')),
    edge,
    ...(isSmall ? [] : [row('removal', ' waits for->', middle('pgmap', ' ')), edge]),
  ];
}

const middle = (words: string, fill: string): string =>
  words.padStart(Math.floor((BOX + words.length) / 2), fill).padEnd(BOX, fill);

/** Who it is and by what, in a few columns. */
const short: Readonly<Record<Holder, string>> = {
  pin: 'device, FOLL_PIN',
  get: 'GUP, FOLL_GET',
  pte: 'process, PTE',
  entry: 'file, DAX entry',
};
