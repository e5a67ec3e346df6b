import type { APIRoute } from 'astro';
import { absolute, addressOf } from '../addresses.ts';
import { factsText } from '../components/fact/text.ts';

export const GET: APIRoute = () => new Response(factsText(absolute(addressOf.facts)));
