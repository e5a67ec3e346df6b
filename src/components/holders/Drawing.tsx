import { type Holding, whose } from '../../sim/holding/index.ts';
import { LINE, type Drawing as Places, SIDE, type Slot, type Span, WIDTH } from './layout.ts';
import type { Light } from './lights.ts';

/**
 * Who holds the page under a design, as SVG, to be put into a `<pre>`: a text browser knows no SVG and prints its text, so
 * the parts stand in the order in which one reads them, with white space between them that no other browser draws.
 */
export function Drawing({ holding, places, id, lights }: DrawingProps) {
  const { design, idle } = holding;
  const { width, height, slots, page, level, base, removal } = places;
  const lit = slots.some(({ holder }) => lights?.[holder]);
  return (
    // An image has no links in it.
    <svg
      viewBox={`-1 -1 ${width + 2} ${height + 2}`}
      role={lit ? 'group' : 'img'}
      aria-labelledby={lit ? `${id}-title` : `${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{`Who holds the page, ${design.title}`}</title>
      {!lit && <desc id={`${id}-desc`}>The same in words is under the drawing.</desc>}
      <rect class="page" x={SIDE.right} y={page.top} width={WIDTH - SIDE.right} height={page.bottom} rx={6} />
      {'\n'}
      <text class="who" x={CENTRE} y={20} text-anchor="middle">
        page = block
      </text>{' '}
      <text class="by" x={CENTRE} y={34} text-anchor="middle">
        its count
      </text>
      {slots.map((slot) => (
        <HolderRow key={slot.holder} slot={slot} light={lights?.[slot.holder]} />
      ))}
      {'\n'}
      <Part {...base} kind={idle > 0 ? 'base' : 'none'} />
      <text class="who" x={CENTRE} y={base.top + 24} text-anchor="middle">
        idle {idle}
      </text>
      {block.map((line, i) => (
        <>
          {'\n'}
          <text key={line} class="by" x={CENTRE} y={base.bottom + 18 + i * 14} text-anchor="middle">
            {line}
          </text>
        </>
      ))}
      <path class="level" d={`M${SIDE.right} ${level}H${WIDTH}`} />
      <Truncate holding={holding} places={places} />
      {removal && <Removal holding={holding} at={removal} />}
      {'\n'}
    </svg>
  );
}

interface DrawingProps {
  readonly holding: Holding;
  readonly places: Places;
  /** Unique on the page. */
  readonly id: string;
  /** Where a holder's share changes in the figure beside it. */
  readonly lights?: Readonly<Partial<Record<Slot['holder'], Light>>> | undefined;
}

/** A holder, its part of the count, and an arrow between them: broken where it adds nothing. */
function HolderRow({ slot, light }: { readonly slot: Slot; readonly light: Light | undefined }) {
  const { holder, adds, top, bottom } = slot;
  const [who, by] = whose[holder];
  const y = (top + bottom) / 2;
  const box = <Box top={top + 2} bottom={bottom - 2} who={who} lines={[by]} />;
  return (
    <>
      {'\n'}
      {light ? (
        <a href={light.href} data-names={light.names.join()}>
          {box}
        </a>
      ) : (
        box
      )}{' '}
      <path
        class={adds > 0 ? 'adds' : 'nothing'}
        d={`M${SIDE.left} ${y}H${SIDE.right - 2}${adds > 0 ? HEAD : ''}`}
      />
      <text class={adds > 0 ? 'sum' : 'by'} x={(SIDE.left + SIDE.right) / 2} y={y - 5} text-anchor="middle">
        {adds > 0 ? `+${adds}` : 'nothing'}
      </text>
      <Part top={top} bottom={bottom} kind={adds > 0 ? 'share' : 'none'} />
    </>
  );
}

/** It adds nothing, and waits for the count of an idle page; which of the last puts tell it. */
function Truncate({ holding: { truncate, puts }, places: { truncate: at, level } }: PartProps) {
  const { waitsFor } = truncate;
  const leaves = [...new Set(puts.map((put) => put.leaves))].join(' or ');
  const y = at.top + 16;
  return (
    <>
      {'\n'}
      <Box {...at} who="truncate" lines={waitsFor ? [`woken at ${leaves} by`] : ['does not sleep']} />
      {puts.map(({ fn, wakes }, i) => (
        <>
          {'\n  '}
          <text key={fn} class={wakes ? 'fn woke' : 'fn deaf'} x={6} y={at.top + 51 + i * LINE}>
            {wakes ? '✓ ' : '✕ '}
            <tspan>{fn}</tspan>
          </text>
        </>
      ))}
      {waitsFor && (
        <>
          <path
            class="waits"
            d={`M${SIDE.left} ${y}C176 ${y} 172 ${level} ${SIDE.right - 2} ${level}${HEAD}`}
          />
          {awaited(waitsFor).map((line, i) => (
            <>
              {i === 0 ? '\n  ' : ' '}
              <text key={line} class="by" x={SIDE.left + 4} y={y + 18 + i * 14}>
                {line}
              </text>
            </>
          ))}
        </>
      )}
    </>
  );
}

/** It waits for the pgmap that the page stands on, and for the page where the design says so. */
function Removal({ holding: { removal }, at }: { readonly holding: Holding; readonly at: Span }) {
  const { waitsForPin, unmaps, gupHoldsPgmap } = removal;
  const top = at.top + 14;
  const y = (top + at.bottom) / 2;
  const x = SIDE.right + 14;
  return (
    <>
      {'\n'}
      <Box
        {...at}
        who="device removal"
        lines={unmaps ? unmappingLines[waitsForPin] : removalLines[waitsForPin]}
      />
      {waitsForPin === 'of any file' && (
        <path class="waits" d={`M${SIDE.left} ${at.top + 7}H${x}V${at.top - 7}m-3 6 3-6 3 6`} />
      )}
      <path class="waits" d={`M${SIDE.left} ${y}H${SIDE.right - 2}${HEAD}`} />
      <rect class="pgmap" x={SIDE.right} y={top} width={WIDTH - SIDE.right} height={at.bottom - top} rx={6} />
      {'\n  '}
      <text class="by" x={SIDE.left + 4} y={y + 16}>
        waits for
      </text>{' '}
      <text class="who" x={CENTRE} y={y - 2} text-anchor="middle">
        pgmap
      </text>{' '}
      <text class="by" x={CENTRE} y={y + 14} text-anchor="middle">
        {gupHoldsPgmap ? 'held by GUP calls' : 'not held by GUP'}
      </text>
    </>
  );
}

const removalLines = {
  'of any file': ['waits until nobody', 'holds a page'],
  'of an unused file': ['waits for pins of', 'files nobody uses'],
  never: ['looks at no count'],
} as const;

const unmappingLines = {
  'of any file': ['unmaps, then waits till', 'nobody holds a page'],
  'of an unused file': ['unmaps, waits for pins', 'of files nobody uses'],
  never: ['unmaps the files,', 'looks at no count'],
} as const;

interface PartProps {
  readonly holding: Holding;
  readonly places: Places;
}

/** Somebody who has to do with the page, and in a few words how. */
function Box({ top, bottom, who, lines }: BoxProps) {
  return (
    <>
      <rect class="box" x={0} y={top} width={SIDE.left} height={bottom - top} rx={5} />
      <text class="who" x={8} y={top + 16}>
        {who}
      </text>
      {lines.map((line, i) => (
        <>
          {' '}
          <text key={line} class="by" x={8} y={top + 30 + i * 14}>
            {line}
          </text>
        </>
      ))}
    </>
  );
}

interface BoxProps extends Span {
  readonly who: string;
  readonly lines: readonly string[];
}

/** A part of the count: filled as far as it is there. */
function Part({ top, bottom, kind }: Span & { readonly kind: 'share' | 'base' | 'none' }) {
  return (
    <rect
      class={kind}
      x={SIDE.right + 6}
      y={top + 1.5}
      width={WIDTH - SIDE.right - 12}
      height={bottom - top - 3}
      rx={2}
    />
  );
}

/** In one line where there is room for it. */
const awaited = (waitsFor: string): string[] => {
  const what = waitsFor.replace('refcount = ', '');
  return what.length > 1 ? ['waits for', what] : [`waits for ${what}`];
};

/** What a page of this kind is, in its box. */
const block = ['the storage of', 'the file itself'];

const CENTRE = (SIDE.right + WIDTH) / 2;

/** Of an arrow that ends where this begins, and comes from the left. */
const HEAD = 'm-7-4 7 4-7 4';
