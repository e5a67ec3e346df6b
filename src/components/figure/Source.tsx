import type { Choice } from '../../sim/kernel/index.ts';
import type { Cell } from '../../sim/trace/pair.ts';
import type { FigureDesign, SourceLine } from './data.ts';

interface SourceProps {
  readonly design: FigureDesign;
  /** The design on the other side. */
  readonly other: FigureDesign;
  readonly side: 'left' | 'right';
  /** What the side does in the lit row. */
  readonly cell: Cell | undefined;
}

/**
 * The lines by which a design differs from the one beside it, as they stand in its source (coloured by Shiki),
 * and those that decide the lit row, marked.
 */
export function Source({ design, other, side, cell }: SourceProps) {
  const lit: readonly Choice[] = cell?.kind === 'moved' || cell?.kind === 'blocked' ? cell.choices : [];
  const lines = design.source.flatMap(({ lines }) => lines);
  const named = new Set<string | null>(lines.map(({ choice }) => choice));
  const all = Object.keys(design.choices) as Choice[];
  /** The choices that a line makes: one, or, where it takes over another design's, all that are not named. */
  const made = ({ choice }: SourceLine) =>
    choice === '...' ? all.filter((name) => !named.has(name)) : all.filter((name) => name === choice);
  const isLit = (line: SourceLine) => made(line).some((name) => lit.includes(name));
  const differs = (line: SourceLine) =>
    made(line).some((name) => design.choices[name] !== other.choices[name]);
  const isShown = (line: SourceLine) => isLit(line) || differs(line);
  const rest = lines.filter((line) => !isShown(line)).length;
  return (
    <div class={`source ${side}`} data-design={design.id}>
      {design.source.map(({ file, isWhole, lines }) => (
        <div key={file}>
          <p class="file">{file}</p>
          <pre class="code">
            <code>
              {lines
                .filter((line) => isWhole || isShown(line))
                .map((line) => (
                  <span
                    key={line.html}
                    class={isLit(line) ? 'row lit' : 'row'}
                    dangerouslySetInnerHTML={{ __html: line.html }}
                  />
                ))}
            </code>
          </pre>
        </div>
      ))}
      {rest > 0 && (
        <p class="file">
          and {rest} {rest === 1 ? 'line' : 'lines'} by which the two do not differ
        </p>
      )}
    </div>
  );
}
