import type { APIRoute } from 'astro';
import { absolute, addressOf } from '../../addresses.ts';
import { onward } from '../../components/contents/onward.ts';
import { contents, placeOf } from '../../contents/index.ts';
import { scenarios } from '../../recordings/families.ts';
import { recordingText } from '../../recordings/text.ts';
import { nameOf } from '../../recordings/traces.ts';

export const getStaticPaths = () => scenarios.map(({ name }) => ({ params: { scenario: name } }));

/** A scenario's recordings as plain text, with what to read before and after it. */
export const GET: APIRoute<Record<string, never>, { scenario: string }> = async ({
  params: { scenario },
}) => {
  const address = addressOf.recording(scenario);
  const place = placeOf(address, await contents());
  const text = recordingText(scenario, absolute(address), (trace) =>
    absolute(addressOf.trace(nameOf(trace))),
  );
  return new Response(text + (place ? onward(place) : ''));
};
