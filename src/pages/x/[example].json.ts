import type { APIRoute } from 'astro';
import { absolute, addressOf } from '../../addresses.ts';
import { exampleNamed, examples } from '../../sim/examples/index.ts';
import { exampleJson } from '../../sim/verdicts/json.ts';

export const getStaticPaths = () => examples.map(({ id }) => ({ params: { example: id } }));

export const GET: APIRoute<Record<string, never>, { example: string }> = ({ params }) =>
  Response.json(exampleJson(exampleNamed(params.example), absolute(addressOf.example(params.example))));
