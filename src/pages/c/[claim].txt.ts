import type { APIRoute } from 'astro';
import { judged } from '../../components/claim/judge.ts';
import { claimText } from '../../components/claim/text.ts';
import { claims } from '../../data/claims.ts';
import { absolute, addressOf } from '../../site.ts';

export const getStaticPaths = () => claims.map(({ number }) => ({ params: { claim: String(number) } }));

export const GET: APIRoute<Record<string, never>, { claim: string }> = ({ params, url }) => {
  const [claim] = judged(params.claim, url.pathname);
  return new Response(claimText(claim, absolute(addressOf.claim(claim.claim.number))));
};
