import type { APIRoute } from 'astro';
import { absolute, addressOf } from '../../addresses.ts';
import { onward } from '../../components/contents/onward.ts';
import { contents, placeOf } from '../../contents/index.ts';
import { sightingsOfExample } from '../../recordings/of-examples.ts';
import { tell, toldText } from '../../recordings/tell.ts';
import { exampleNamed, examples } from '../../sim/examples/index.ts';
import { exampleText } from '../../sim/verdicts/text.ts';

export const getStaticPaths = () => examples.map(({ id }) => ({ params: { example: id } }));

/** An example as plain text, as the command line's tests know it, with what to read before and after it. */
export const GET: APIRoute<Record<string, never>, { example: string }> = async ({ params }) => {
  const address = addressOf.example(params.example);
  const place = placeOf(address, await contents());
  return new Response(
    exampleText(exampleNamed(params.example), absolute(address)) +
      toldText(tell(sightingsOfExample(params.example)), absolute(address)) +
      (place ? onward(place) : ''),
  );
};
