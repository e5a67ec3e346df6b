import type { DesignData, FigureDesign } from './data.ts';

const marks = { holds: '✓', fails: '✕', undecided: '?', empty: '○' } as const;

interface HeadProps {
  readonly side: 'left' | 'right';
  readonly design: FigureDesign;
  /** The designs to choose from; empty where nothing can be chosen. */
  readonly choices: readonly DesignData[];
  readonly onChoose: (design: string) => void;
  /** The link that shows how a property fails. */
  readonly failureLink: (property: string) => string;
}

/** A side's name and its verdicts over all interleavings. */
export function Head({ side, design, choices, onChoose, failureLink }: HeadProps) {
  return (
    <div class={`head ${side}`} data-design={design.id}>
      <p class="design">
        {choices.length > 0 ? (
          <select
            aria-label={`design on the ${side}`}
            value={design.id}
            onChange={(event) => onChoose(event.currentTarget.value)}
          >
            {choices.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        ) : (
          <b>{design.title}</b>
        )}{' '}
        <span class="when">
          idle {design.choices.idle} · {design.what}
        </span>
      </p>
      <ul class="verdicts">
        {design.verdicts.map(({ property, title, verdict, words, schedule }) => (
          <li key={property} class={verdict}>
            <span class="mark" aria-hidden="true">
              {marks[verdict]}
            </span>{' '}
            {title}: {schedule === null ? words : <a href={failureLink(property)}>{words}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}
