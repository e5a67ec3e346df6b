import type { APIRoute } from 'astro';
import { factsText } from '../components/text/facts.ts';
import { absolute, addressOf } from '../site.ts';

export const GET: APIRoute = () => new Response(factsText(absolute(addressOf.facts)));
