import type { APIRoute } from 'astro';
import { absolute, addressOf } from '../addresses.ts';
import { claims } from '../claims/claims.ts';
import { chapters, isFinding } from '../contents/index.ts';
import { scenarios } from '../recordings/families.ts';
import { nameOf, traces } from '../recordings/traces.ts';
import { movedTexts, redirects } from '../redirects.ts';
import { programs } from '../reproducers/source.ts';
import { designs } from '../sim/designs/index.ts';
import { examples } from '../sim/examples/index.ts';

/** Every stable address of the site, one a line; those that lead to another page are the last. */
export const GET: APIRoute = async () => {
  const addresses = [
    '',
    ...(await chapters()).flatMap((chapter) => [
      chapter.address,
      chapter.text,
      ...(isFinding(chapter) ? [addressOf.report(chapter.source.id)] : []),
    ]),
    addressOf.examples,
    ...examples.flatMap(({ id }) => [
      addressOf.example(id),
      addressOf.exampleEmbed(id),
      addressOf.exampleText(id),
      addressOf.exampleJson(id),
    ]),
    ...designs.flatMap(({ id }) => [addressOf.design(id), addressOf.designText(id)]),
    ...claims.flatMap(({ number }) => [addressOf.claim(number), addressOf.claimText(number)]),
    ...programs.map(addressOf.program),
    addressOf.recordings,
    ...scenarios.flatMap(({ name }) => [addressOf.recording(name), addressOf.recordingText(name)]),
    ...traces.map((trace) => addressOf.trace(nameOf(trace))),
    addressOf.facts,
    addressOf.factsText,
    addressOf.search,
    addressOf.print,
    addressOf.allText,
    addressOf.changes,
    addressOf.changesText,
    addressOf.changesFeed,
    addressOf.urls,
    ...Object.keys(redirects),
    ...Object.keys(movedTexts),
  ];
  return new Response(addresses.map((address) => `${absolute(address)}\n`).join(''));
};
