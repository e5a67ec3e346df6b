import type { SourceLine } from './data.ts';

interface SourceProps {
  readonly id: string;
  readonly side: 'left' | 'right';
  readonly lines: readonly SourceLine[];
  /** The choices that the lit row looked at. */
  readonly lit: readonly string[];
}

/** A design's choices as they stand in its source (coloured by Shiki); the lines that decide the lit row are marked. */
export function Source({ id, side, lines, lit }: SourceProps) {
  const named = new Set(lines.map(({ choice }) => choice));
  const isLit = ({ choice }: SourceLine) =>
    choice === '...' ? lit.some((name) => !named.has(name)) : choice !== null && lit.includes(choice);
  return (
    <div class={`source ${side}`} data-design={id}>
      <p class="file">src/sim/designs/{id}.ts</p>
      <pre class="code">
        <code>
          {lines.map((line) => (
            <span
              key={line.html}
              class={isLit(line) ? 'row lit' : 'row'}
              dangerouslySetInnerHTML={{ __html: line.html }}
            />
          ))}
        </code>
      </pre>
    </div>
  );
}
