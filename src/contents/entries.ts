import { addressOf } from '../addresses.ts';
import { claims } from '../claims/claims.ts';
import { scenarios } from '../recordings/families.ts';
import { designs } from '../sim/designs/index.ts';
import { examples } from '../sim/examples/index.ts';
import type { Entry } from './place.ts';

/** What numbers and labels are made of, for pages that are counted as they come: "Example 3 of 30". */
const counted = (kind: string, i: number, { length }: readonly unknown[]) => ({
  number: `${i + 1}`,
  label: `${kind} ${i + 1} of ${length}`,
});

/** The examples, in their order. */
export const exampleEntries: readonly Entry[] = examples.map(({ id, title, question }, i) => ({
  ...counted('Example', i, examples),
  title,
  summary: question,
  address: addressOf.example(id),
  text: addressOf.exampleText(id),
}));

/** The designs, by date. */
export const designEntries: readonly Entry[] = designs.map(({ id, title, what }, i) => ({
  ...counted('Design', i, designs),
  title,
  summary: `${what[0].toUpperCase()}${what.slice(1)}.`,
  address: addressOf.design(id),
  text: addressOf.designText(id),
}));

/** The claims, by the numbers that they have for ever. */
export const claimEntries: readonly Entry[] = claims.map(({ number, title }) => ({
  number: `${number}`,
  label: `Claim C${number} of ${claims.length}`,
  title,
  summary: '',
  address: addressOf.claim(number),
  text: addressOf.claimText(number),
}));

/** The recorded scenarios, by family. */
export const recordingEntries: readonly Entry[] = scenarios.map(({ name, about }, i) => ({
  ...counted('Recording', i, scenarios),
  title: name,
  summary: about,
  address: addressOf.recording(name),
  text: addressOf.recordingText(name),
}));
