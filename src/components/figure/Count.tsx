import type { Design } from '../../sim/designs/index.ts';

/** How wide the picture of the count is, in its own units. */
const WIDTH = 60;
const HIGHEST = Math.log2(4096);

/** Counts go from 0 to a few thousand and the interesting steps are 0, 1, 2: so the scale is logarithmic. */
const x = (count: number): number => 4 + ((WIDTH - 8) * Math.log2(count + 1)) / HIGHEST;

/**
 * One row of the refcount's line through time: it comes in at the top from the count before, and goes out at
 * the bottom with the count after. The dotted line is the idle level.
 */
export function Count({ before, after, design, side }: CountProps) {
  const [from, to, level] = [x(before), x(after), x(design.choices.idle)].map((value) => value.toFixed(1));
  return (
    <td class={`count ${side} ${before === after ? 'same' : 'changed'}`} data-design={design.id}>
      <svg viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
        <path class="idle" d={`M${level} 0V10`} />
        <path class="line" d={`M${from} 0V5H${to}V10`} />
      </svg>
      <span>{after}</span>
    </td>
  );
}

interface CountProps {
  readonly before: number;
  readonly after: number;
  readonly design: Design;
  readonly side: 'left' | 'right';
}
