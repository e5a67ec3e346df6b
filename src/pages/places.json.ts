import type { APIRoute } from 'astro';
import { factPlace, facts, factUrl } from '../facts/facts.ts';
import { trees } from '../sim/kernel/index.ts';

/** Where the steps of the model can be read, for figures whose tasks a reader has changed. */
export const GET: APIRoute = () => {
  const ids = new Set(Object.values(trees).flatMap((tree) => Object.values(tree).map(({ fact }) => fact)));
  const places = [...ids].map((id) => [id, { url: factUrl(facts[id]), where: factPlace(facts[id]) }]);
  return new Response(JSON.stringify(Object.fromEntries(places)));
};
