import type { PropertyTable, Tables, TaskTable } from '../checker/index.ts';
import { split } from './split.ts';

/**
 * Tables as a model for Spin. Each local state of a task is a label, and each thing that comes of its operation an option: a
 * guard over the variables, and what is written, in one `d_step`. Who cannot move waits there, and who has finished waits at `end_` and has a bit
 * set, which tells properties so. So states are Spin's one for one, and so are transitions, of which Spin counts the first state as one.
 *
 * Each property is a claim. A claim called `safety` notes each predicate of a `never` or a `sometimes` that comes to be true; for each
 * `not-for-ever` there is one that accepts a run which stays in bad states.
 */
export function promela(tables: Tables, heading: readonly string[]): string {
  const names = tables.fields.map(({ path }) => word(path));
  return [
    ...comment(heading),
    '',
    ...variables(tables, names),
    ...tables.tasks.flatMap((task) => ['', ...proctype(tables, names, task)]),
    '',
    ...claims(tables, names),
    '',
  ].join('\n');
}

/** What a property's number is in the output of a verifier, and the claim to ask for it; null where `safety` tells. */
export const claimOf = ({ kind }: PropertyTable, number: number): string =>
  kind === 'not-for-ever' ? `live_${number}` : 'safety';

function comment(lines: readonly string[]): string[] {
  return ['/*', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'];
}

/** The variables that ever change, or are not 0; the others are left out. */
function variables({ records, tasks }: Tables, names: readonly string[]): string[] {
  return [
    ...changing(records).map((field) => {
      const least = records.reduce((least, record) => Math.min(least, record[field]), 0);
      const most = records.reduce((most, record) => Math.max(most, record[field]), 0);
      return `${typeFor(least, most)} ${names[field]} = ${records[0][field]};`;
    }),
    ...tasks.map(({ name, locals }) => `bit ${endedBit(name)} = ${Number(locals[0].operation === null)};`),
  ];
}

const endedBit = (task: string): string => `ended_${word(task)}`;

function changing(records: Tables['records']): number[] {
  return records[0].flatMap((_, field) =>
    records.some((record) => record[field] !== records[0][field]) ? field : [],
  );
}

function typeFor(least: number, most: number): string {
  if (least >= 0 && most < 2 ** 8) return 'byte';
  return least >= -(2 ** 15) && most < 2 ** 15 ? 'short' : 'int';
}

function proctype({ records }: Tables, names: readonly string[], { name, locals }: TaskTable): string[] {
  const isEnd = (local: number) => locals[local].operation === null;
  const label = (local: number) => (isEnd(local) ? 'end_' : `L${local}`);
  const fields = changing(records);
  const body = locals.flatMap(({ operation, moves }, local) => {
    if (isEnd(local)) return [];
    const options = split(moves, {
      columns: fields.length,
      at: ({ record }, column) => records[record][fields[column]],
      kind: ({ record, to }) =>
        to === null
          ? ''
          : [to.local, ...fields.map((field) => records[to.record][field] - records[record][field])].join(),
      value: (moves) => outcome(records, names, fields, moves),
    }).flatMap(({ guards, value }) => {
      if (value === 'waits') return [];
      const when =
        guards.map(({ column, value }) => `${names[fields[column]]} == ${value}`).join(' && ') || 'true';
      const ends = isEnd(value.local) ? [`${endedBit(name)} = 1`] : [];
      const writes = [...value.writes, ...ends].map((write) => `; ${write}`).join('');
      return `\t:: d_step { ${when}${writes} }; goto ${label(value.local)}`;
    });
    return [
      `${label(local)}: if /* ${operation} */`,
      ...(options.length > 0 ? options : ['\t:: false']),
      '\tfi;',
    ];
  });
  const start = isEnd(0) ? [] : body;
  return [`active proctype ${word(name)}() {`, ...start, 'end_: false', '}'];
}

interface Outcome {
  readonly local: number;
  /** Assignments. */
  readonly writes: readonly string[];
}

/** What these moves come to, if it can be said of all of them in one: each variable gets one value, or one is added to it. */
function outcome(
  records: Tables['records'],
  names: readonly string[],
  fields: readonly number[],
  moves: TaskTable['locals'][number]['moves'],
): Outcome | 'waits' | undefined {
  const landings = moves.flatMap(({ to }) => to ?? []);
  if (landings.length === 0) return 'waits';
  if (landings.length < moves.length || landings.some(({ local }) => local !== landings[0].local))
    return undefined;
  const writes: string[] = [];
  for (const field of fields) {
    const after = landings.map(({ record }) => records[record][field]);
    const added = after.map((value, i) => value - records[moves[i].record][field]);
    const name = names[field];
    if (added.every((n) => n === 0)) continue;
    if (after.every((value) => value === after[0])) writes.push(`${name} = ${after[0]}`);
    else if (added.every((n) => n === added[0]))
      writes.push(`${name} = ${name} ${added[0] < 0 ? '-' : '+'} ${Math.abs(added[0])}`);
    else return undefined;
  }
  return { local: landings[0].local, writes };
}

function claims(tables: Tables, names: readonly string[]): string[] {
  const numbered = tables.properties.map((property, number) => ({
    property,
    number,
    where: condition(tables, names, property),
  }));
  const noted = numbered.filter(({ property, number }) => claimOf(property, number) === 'safety');
  return [
    '#ifdef CLAIMS',
    'c_decl {',
    '\\#include <stdio.h>',
    'static char met_before[256];',
    '#define met(number) do { if (!met_before[number]++) printf("met %d\\n", number); } while (0)',
    '}',
    'never safety {',
    '\tdo',
    '\t:: d_step {',
    ...noted.map(
      ({ property, number, where }) =>
        `\t\tif :: (${where}) -> c_code { met(${number}); } :: else fi; /* ${property.id} */`,
    ),
    '\t\tskip',
    '\t}',
    '\tod',
    '}',
    ...numbered
      .filter(({ property, number }) => claimOf(property, number) !== 'safety')
      .flatMap(({ property, number, where }) => [
        `never ${claimOf(property, number)} { /* ${property.id} */`,
        `\tdo :: true :: (${where}) -> break od;`,
        `accept_stays: do :: (${where}) od`,
        '}',
      ]),
    '#endif',
  ];
}

/** Where a property's predicate is true, over variables and who has finished. */
function condition({ records, tasks }: Tables, names: readonly string[], { asked }: PropertyTable): string {
  const fields = changing(records);
  const parts = split(asked, {
    columns: fields.length + tasks.length,
    at: ({ record, finished }, column) =>
      column < fields.length ? records[record][fields[column]] : Number(finished[column - fields.length]),
    kind: ({ answer }) => String(answer),
    value: (rows) =>
      rows.every(({ answer }) => answer === rows[0].answer) ? { answer: rows[0].answer } : undefined,
  }).filter(({ value }) => value.answer);
  if (parts.length === 0) return 'false';
  return parts
    .map(({ guards }) => {
      const terms = guards.map(({ column, value }) => {
        if (column < fields.length) return `${names[fields[column]]} == ${value}`;
        return `${endedBit(tasks[column - fields.length].name)} == ${value}`;
      });
      return terms.length > 0 ? terms.join(' && ') : 'true';
    })
    .map((term) => `(${term})`)
    .join(' || ');
}

/** A name that Spin takes: letters, digits and underscores, and none of its own words. */
function word(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9]/g, '_');
  return RESERVED.has(plain) ? `${plain}_` : plain;
}

const RESERVED: ReadonlySet<string> = new Set(
  (
    'active assert atomic bit bool break byte chan d_step do else empty enabled eval false fi for full get_priority goto ' +
    'hidden if in init inline int len local mtype nempty never nfull notrace np_ od of pc_value pid printf printm priority ' +
    'proctype provided return run select set_priority short show skip timeout trace true typedef unless unsigned xr xs'
  ).split(' '),
);
