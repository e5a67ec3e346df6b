import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { absolute, addressOf } from '../addresses.ts';
import { chapters, isFinding } from '../contents/index.ts';
import { reportMail, reportOf } from '../reports/index.ts';

export async function getStaticPaths() {
  return (await chapters()).filter(isFinding).map(({ source: { id, data } }) => ({
    params: { finding: id },
    props: { report: reportOf(id), checked: data.checked },
  }));
}

/** A finding as a mail to kernel developers. As text, so that a browser shows it. */
export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({
  props: { report, checked },
}) =>
  new Response(
    reportMail(report, checked, {
      page: absolute(addressOf.chapter(report.finding)),
      program: absolute(addressOf.program(report.program)),
      compared: report.compared && absolute(report.compared),
    }),
    { headers: { 'Content-Type': 'text/plain; charset=utf-8' } },
  );
