import { withoutChanges } from '../../sim/ids.ts';
import type { Choice } from '../../sim/kernel/index.ts';
import type { Cell } from '../../sim/trace/pair.ts';
import type { FigureDesign } from './data.ts';

interface SourceProps {
  readonly design: FigureDesign;
  /** The design on the other side. */
  readonly other: FigureDesign;
  /** The choices that the example comes to. */
  readonly asked: readonly Choice[];
  readonly side: 'left' | 'right';
  /** What the side does in the lit row. */
  readonly cell: Cell | undefined;
}

/**
 * The choices by which a design differs from the one beside it, and those that decide the lit row, marked: each as it comes out, whichever file makes
 * it. Those that the example does not come to are not there.
 */
export function Source({ design, other, asked, side, cell }: SourceProps) {
  const lit: readonly Choice[] = cell?.kind === 'moved' || cell?.kind === 'blocked' ? cell.choices : [];
  const differs = (choice: Choice) => design.choices[choice] !== other.choices[choice];
  const shown = asked.filter((choice) => lit.includes(choice) || differs(choice));
  const rest = asked.length - shown.length;
  return (
    <div class={`source ${side}`} data-design={design.id}>
      <p class="file">{filesOf(design.id).join(', ')}</p>
      {shown.length > 0 && (
        <pre class="code">
          <code>
            {shown.map((choice) => (
              <span key={choice} class={lit.includes(choice) ? 'row lit' : 'row'}>
                {choice}: <Value of={design.choices[choice]} />
                {'\n'}
              </span>
            ))}
          </code>
        </pre>
      )}
      {rest > 0 && (
        <p class="file">
          and {rest} {rest === 1 ? 'choice' : 'choices'} by which the two do not differ
        </p>
      )}
    </div>
  );
}

/** Where a design's choices are made: its own file, those of its variants, and here what the reader has changed. */
function filesOf(id: string): string[] {
  const kept = withoutChanges(id);
  const names = kept.split('+').map((name, i) => (i === 0 ? name : `variants/${name}`));
  const files = names.map((name) => `src/sim/designs/${name}.ts`);
  return kept === id ? files : [...files, 'changed here'];
}

/** As it would stand in the source. */
function Value({ of }: { of: string | number | boolean }) {
  if (typeof of === 'string') return <span class="tk-string">'{of}'</span>;
  return <span class="tk-constant">{String(of)}</span>;
}
