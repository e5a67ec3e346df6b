import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import { claims } from '../data/claims.ts';
import { examples } from '../sim/examples/index.ts';
import { absolute, addressOf } from '../site.ts';

/** Every stable address of the site, one a line. */
export const GET: APIRoute = async () => {
  const chapters = (await getCollection('chapters')).sort((a, b) => a.data.order - b.data.order);
  const addresses = [
    '',
    ...chapters.flatMap(({ id }) => [addressOf.chapter(id), addressOf.chapterText(id)]),
    ...examples.flatMap(({ id }) => [
      addressOf.example(id),
      addressOf.exampleText(id),
      addressOf.exampleJson(id),
    ]),
    ...claims.flatMap(({ number }) => [addressOf.claim(number), addressOf.claimText(number)]),
    addressOf.facts,
    addressOf.factsText,
    'urls.txt',
  ];
  return new Response(addresses.map((address) => `${absolute(address)}\n`).join(''));
};
