import type { APIRoute } from 'astro';
import { absolute, addressOf } from '../../addresses.ts';
import { onward } from '../../components/contents/onward.ts';
import { designText } from '../../components/design/text.ts';
import { contents, placeOf } from '../../contents/index.ts';
import { designNamed, designs } from '../../sim/designs/index.ts';

export const getStaticPaths = () => designs.map(({ id }) => ({ params: { design: id } }));

/** A design as plain text, with what to read before and after it. */
export const GET: APIRoute<Record<string, never>, { design: string }> = async ({ params }) => {
  const address = addressOf.design(params.design);
  const place = placeOf(address, await contents());
  return new Response(
    designText(designNamed(params.design), absolute(address)) + (place ? onward(place) : ''),
  );
};
