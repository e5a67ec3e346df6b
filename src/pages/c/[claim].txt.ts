import type { APIRoute } from 'astro';
import { absolute, addressOf } from '../../addresses.ts';
import { claims } from '../../claims/claims.ts';
import { claimText } from '../../claims/text.ts';
import { judged } from '../../components/claim/judged.ts';

export const getStaticPaths = () => claims.map(({ number }) => ({ params: { claim: String(number) } }));

export const GET: APIRoute<Record<string, never>, { claim: string }> = ({ params, url }) => {
  const [claim] = judged(params.claim, url.pathname);
  return new Response(claimText(claim, absolute(addressOf.claim(claim.claim.number))));
};
