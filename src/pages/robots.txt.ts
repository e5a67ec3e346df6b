import type { APIRoute } from 'astro';
import { absolute, addressOf } from '../addresses.ts';

/** Everything may be read. Robots look for this at the root of a host, so it counts where the site has a host of its own. */
export const GET: APIRoute = () =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${absolute(addressOf.sitemap)}\n`);
