import type { APIRoute } from 'astro';
import { exampleNamed, examples } from '../../sim/examples/index.ts';
import { exampleJson } from '../../sim/text/json.ts';
import { absolute, addressOf } from '../../site.ts';

export const getStaticPaths = () => examples.map(({ id }) => ({ params: { example: id } }));

export const GET: APIRoute<Record<string, never>, { example: string }> = ({ params }) =>
  Response.json(exampleJson(exampleNamed(params.example), absolute(addressOf.example(params.example))));
