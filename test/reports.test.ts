import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { barePlace, type FactId, facts } from '../src/facts/facts.ts';
import { recordingText } from '../src/recordings/text.ts';
import { reportMail, reports } from '../src/reports/index.ts';
import { interrupted } from '../src/reports/interrupted.ts';
import { factsOf, type Report, type Stated, statedIn } from '../src/reports/report.ts';
import { kernelsWith } from '../src/reproducers/said.ts';
import { sourceOf } from '../src/reproducers/source.ts';
import { saidLines } from '../src/reproducers/text.ts';
import { designNamed, remedies } from '../src/sim/designs/index.ts';
import { sleepers } from '../src/sim/verdicts/remedies.ts';

/** A finding's report says nothing that its page does not. */
const folder = new URL('../docs/', import.meta.url);
const pageOf = ({ finding }: Report): string =>
  readFileSync(new URL(`${finding}.mdx`, folder), 'utf8').replace(/\s+/g, ' ');

/** Where options for the sleeper are compared. */
const OPTIONS = 'second-fault/#options';

/** The attributes of the tags called `name`. */
const tags = (page: string, name: string): Readonly<Record<string, string>>[] =>
  [...page.matchAll(new RegExp(`<${name} ([^>]*?)/?>`, 'g'))].map(([, attributes]) =>
    Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
  );
const attribute = (page: string, name: string, key: string): string[] =>
  tags(page, name).flatMap((attributes) => attributes[key] ?? []);

/** What a reader of the page is shown in the end: the prose, and what its tags stand for. */
function shownOn(page: string): string {
  const programs = attribute(page, 'Program', 'name');
  const cited = attribute(page, 'Fact', 'id').map((id) => facts[id as FactId]);
  return [
    page,
    ...cited.flatMap((fact) => [
      barePlace(fact),
      ...(fact.kind === 'code' ? [fact.function] : []),
      ...(fact.kind === 'commit' ? [fact.title] : []),
    ]),
    ...programs.flatMap((name) => [sourceOf(name), ...saidLines(name)]),
    ...tags(page, 'Affected').map(({ by, exit = '1' }) => kernelsWith(by, Number(exit))),
    ...tags(page, 'Verdict').map(({ of }) => designNamed(of.split('/')[1]).title),
    ...attribute(page, 'Recording', 'scenario').map((scenario) => recordingText(scenario, '', () => '')),
  ].join('\n');
}

/** Whether the page relies on the same verdict, or leads to the comparison of options, which has it. */
function relied({ compared }: Report, page: string, { of, is }: Stated): boolean {
  const { example, design, property } = of;
  const here = tags(page, 'Verdict').some(
    (verdict) => verdict.of === `${example}/${design}/${property}` && verdict.is === is,
  );
  const among =
    compared === OPTIONS &&
    page.includes(`(../${OPTIONS})`) &&
    sleepers.some(({ id }) => id === example) &&
    remedies.some(({ id }) => design === `v6.15+${id}`) &&
    property.endsWith('-finishes');
  return here || among;
}

test('every finding has its report, and nothing else has', () => {
  const findings = readdirSync(folder).filter((file) =>
    /^finding: true$/m.test(readFileSync(new URL(file, folder), 'utf8')),
  );
  expect(reports.map(({ finding }) => `${finding}.mdx`).sort()).toEqual(findings.sort());
});

test('the comparison of options is where reports say', () => {
  expect(readFileSync(new URL('second-fault.mdx', folder), 'utf8')).toMatch(
    /\{#options\}[\s\S]*<Remedies \/>/,
  );
});

describe.each(reports.map((report) => [report.finding, report] as const))('the report of %s', (_, report) => {
  const page = pageOf(report);
  const shown = shownOn(page);
  const mail = reportMail(report, new Date('2026-11-25'), { page: '', program: '' });
  const body = mail.slice(mail.indexOf('\n\n'));
  const said = (pattern: RegExp): string[] => [
    ...new Set([...body.matchAll(pattern)].map(([, word]) => word)),
  ];
  /** As a word or a number of its own. */
  const missing = (words: readonly string[]) =>
    words.filter((word) => !new RegExp(`(?<![\\w.])${word.replaceAll('.', '\\.')}(?!\\w)`).test(shown));

  test('looks up what the page looks up', () => {
    const cited = attribute(page, 'Fact', 'id');
    expect(factsOf(report).filter((id) => !cited.includes(id))).toEqual([]);
  });

  test('relies on verdicts that the page shows, or the comparison of options that both lead to', () => {
    const strange = statedIn(report).filter((stated) => !relied(report, page, stated));
    expect(strange.map(({ of }) => of)).toEqual([]);
  });

  test('shows the page’s program, and recordings that the page shows', () => {
    expect(attribute(page, 'Program', 'name')).toContain(report.program);
    const shows = attribute(page, 'Recording', 'scenario');
    // Pages say in a word that a signal ends the wait; the errno is in that recording.
    const signal = interrupted('').scenario;
    expect(
      report.recorded
        .filter(({ scenario }) => ![...shows, signal].includes(scenario))
        .map((one) => one.scenario),
    ).toEqual([]);
    if (report.recorded.some(({ scenario }) => scenario === signal)) expect(page).toMatch(/\ba signal\b/);
  });

  test('names kernels, commits and functions that are on the page', () => {
    const kernels = said(/\b(v?\d+\.\d+(?:\.\d+)?)\b/g);
    const commits = said(/\b([0-9a-f]{12})\b/g);
    const functions = said(/\b([a-z_]\w+)\(/g);
    expect(kernels.length).toBeGreaterThan(5);
    expect(functions.length).toBeGreaterThan(3);
    expect(missing(kernels), 'kernels').toEqual([]);
    expect(missing(commits), 'commits').toEqual([]);
    expect(missing(functions), 'functions').toEqual([]);
  });
});
