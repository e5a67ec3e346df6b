import type { APIRoute } from 'astro';
import { placesIn } from '../components/figure/build.ts';
import { landmarks, treeIds } from '../sim/kernel/index.ts';

/** Where the steps of the model can be read, by tree, for figures whose tasks a reader has changed. */
export const GET: APIRoute = () =>
  new Response(JSON.stringify(Object.fromEntries(treeIds.map((id) => [id, placesIn(id, landmarks)]))));
