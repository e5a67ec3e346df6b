import type { LifeCycle } from '../../sim/lifecycle/index.ts';
import { count } from '../../text/layout.ts';
import type { Box } from './grid.ts';
import type { Arrow, Drawing } from './layout.ts';

/**
 * A life cycle as SVG, to be put into a `<pre>`. A text browser knows no SVG and prints its text: so the parts stand in
 * the order in which one reads them, with white space and signs between them that no other browser draws.
 */
export function Picture({ life, drawing, id }: PictureProps) {
  const { view, heads, rows } = drawing;
  const { title, choices } = life.design;
  return (
    <svg viewBox={view.join(' ')} width={view[2]} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{`${life.example.title}, ${title}`}</title>
      <desc id={`${id}-desc`}>
        {`${count(life.stages.length, 'condition')} with their counts, ${count(life.steps.length, 'step')} between them.`}
      </desc>
      {'\n\n'}
      {heads.map(({ text, x, y }) => (
        <>
          <text key={text} class="head" x={x} y={y}>
            {text}
          </text>
          {'    '}
        </>
      ))}
      {rows.map(({ boxes, arrows }) => (
        <>
          {'\n'}
          {boxes.map((box) => (
            <Stage key={box.stage.key} box={box} idle={choices.idle} />
          ))}
          {arrows.map((arrow) => (
            <Step key={arrow.step.from + arrow.step.to} arrow={arrow} />
          ))}
        </>
      ))}
    </svg>
  );
}

interface PictureProps {
  readonly life: LifeCycle;
  readonly drawing: Drawing;
  /** Unique on the page. */
  readonly id: string;
}

/** A condition: shaded where its count is that of an idle page. */
function Stage({ box, idle }: { readonly box: Box; readonly idle: number }) {
  const { stage, left, right, top, bottom, words, settled, passing } = box;
  const looksIdle = stage.settled.includes(idle);
  return (
    <g class={looksIdle ? 'stage idle' : 'stage'}>
      <rect x={left} y={top} width={right - left} height={bottom - top} rx={5} />
      {stage.first && <circle cx={right - 9} cy={top + 28} r={3.5} />}
      <text x={left + 6} y={top + 15}>
        {words}
      </text>{' '}
      <text class="count" x={left + 6} y={top + 34}>
        {settled}
      </text>
      {passing && (
        <>
          <path class="under" d={`M${left} ${top + 41}H${right}`} />
          {' ('}
          <text class="passing" x={left + 6} y={top + 53}>
            {passing}
          </text>
          {')'}
        </>
      )}
      {'    '}
    </g>
  );
}

function Step({ arrow: { path, labels } }: { readonly arrow: Arrow }) {
  return (
    <g>
      <path d={path} />
      {labels.map(({ sign, text, x, y, anchor }) => (
        <>
          {`\n      ${sign}`}
          <text key={text} class="fn" x={x} y={y} text-anchor={anchor}>
            {text}
          </text>
        </>
      ))}
    </g>
  );
}
