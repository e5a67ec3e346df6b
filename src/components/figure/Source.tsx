import type { Design } from '../../sim/designs/index.ts';
import type { Choice } from '../../sim/kernel/index.ts';
import type { SourceLine } from './data.ts';

interface SourceProps {
  readonly design: Design;
  /** The design on the other side. */
  readonly other: Design;
  readonly side: 'left' | 'right';
  readonly lines: readonly SourceLine[];
  /** The choices that the lit row looked at. */
  readonly lit: readonly Choice[];
}

/**
 * The lines by which a design differs from the one beside it, as they stand in its source (coloured by Shiki),
 * and those that decide the lit row, marked.
 */
export function Source({ design, other, side, lines, lit }: SourceProps) {
  const named = new Set<string | null>(lines.map(({ choice }) => choice));
  const all = Object.keys(design.choices) as Choice[];
  /** The choices that a line makes: one, or, where it takes over another design's, all that are not named. */
  const made = ({ choice }: SourceLine) =>
    choice === '...' ? all.filter((name) => !named.has(name)) : all.filter((name) => name === choice);
  const isLit = (line: SourceLine) => made(line).some((name) => lit.includes(name));
  const differs = (line: SourceLine) =>
    made(line).some((name) => design.choices[name] !== other.choices[name]);
  const shown = lines.filter((line) => isLit(line) || differs(line));
  const rest = lines.length - shown.length;
  return (
    <div class={`source ${side}`} data-design={design.id}>
      <p class="file">src/sim/designs/{design.id}.ts</p>
      <pre class="code">
        <code>
          {shown.map((line) => (
            <span
              key={line.html}
              class={isLit(line) ? 'row lit' : 'row'}
              dangerouslySetInnerHTML={{ __html: line.html }}
            />
          ))}
        </code>
      </pre>
      {rest > 0 && (
        <p class="file">
          and {rest} {rest === 1 ? 'line' : 'lines'} by which the two do not differ
        </p>
      )}
    </div>
  );
}
