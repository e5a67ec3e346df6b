import { heading, toAscii, wrap } from '../text/layout.ts';
import { type SeenStep, type Sighting, type Sightings, sightedStep } from './sighting.ts';

/** Sightings that were looked up and came out as expected, as pages and texts have them. */
export interface Told {
  readonly seen: readonly { readonly sighting: Sighting; readonly step: SeenStep }[];
  /** Why more, or anything, was not seen; null if there is nothing to say. */
  readonly unseen: string | null;
}

/** Looks up what `sightings` rest on. Throws where a recording has something else; see {@link sightedStep}. */
export function tell(
  sightings: Sightings,
  counts: (sighting: Sighting) => readonly number[] = () => [],
): Told {
  const seen = 'seen' in sightings ? sightings.seen : [];
  return {
    seen: seen.map((sighting) => ({ sighting, step: sightedStep(sighting, counts(sighting)) })),
    unseen: sightings.unseen ?? null,
  };
}

/** "Seen on Linux 6.1.176-1 on ext4 and xfs: refcount 1, mapcount 0; t: truncate asleep in …" */
export const seenWords = ({ on }: SeenStep): string[] =>
  on.map(({ kernels, what }) => `Seen on ${kernels}: ${what}.`);

/** "refault-sleeper-4k, step 7: 10 seconds pass" */
export const stepWords = ({ scenario, row }: SeenStep): string =>
  `${scenario}, step ${row.number}: ${row.does}`;

/** In which order, and under which words, sightings stand that bear on something. */
export const bearingsOf = ({ seen }: Told) =>
  (['for', 'against', 'beyond', 'beside'] as const).flatMap((bearing) => {
    const some = seen.filter(({ sighting }) => (sighting.bearing ?? 'for') === bearing);
    return some.length === 0 ? [] : { bearing, seen: some };
  });

/** A told sighting in plain text; `mark` is what stands for a scenario's address: "[3]". */
export function toldLines({ seen }: Pick<Told, 'seen'>, mark: (scenario: string) => string): string[] {
  return seen.flatMap(({ sighting, step }) =>
    wrap(
      `- ${sighting.shows} ${seenWords(step).join(' ')} (${stepWords(step)}) ${mark(step.scenario)}`,
      72,
      '  ',
    ),
  );
}

/** Why something was not seen, as a sentence. */
export const unseenSentence = (unseen: string): string => `Not seen: ${unseen}.`;

/** What real kernels did, as the last section of an example's text; `url` is the example's. */
export function toldText(told: Told, url: string): string {
  const notes = [...new Set(told.seen.map(({ step }) => step.scenario))];
  const lines = [
    '',
    ...heading('What real kernels did'),
    ...toldLines(told, (scenario) => `[${notes.indexOf(scenario) + 1}]`),
    ...(told.unseen ? wrap(unseenSentence(told.unseen)) : []),
    ...(notes.length > 0 ? [''] : []),
    ...notes.map((scenario, i) => `[${i + 1}] ${new URL(`../../r/${scenario}.txt`, url).href}`),
  ];
  return toAscii(`${lines.join('\n')}\n`);
}
