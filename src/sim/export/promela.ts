import type { MoveTable, PropertyTable, Tables, TaskTable } from '../checker/index.ts';
import { type Column, columnOf, split } from './split.ts';

/**
 * Tables as a model for Spin. Each local state of a task is a label, and each thing that comes of its operation an option: a
 * guard over the variables, and what is written, in one `d_step`. Who cannot move waits there, and who has finished waits at `end_` and has a bit
 * set, which tells properties so. So states are Spin's one for one, and so are transitions, of which Spin counts the first state as one.
 *
 * Each property is a claim. A claim called `safety` notes each predicate of a `never` or a `sometimes` that comes to be true, and goes on;
 * `bad` ends at the first of a `never`; for each `not-for-ever` there is one that accepts a run which stays in bad states.
 */
export function promela(tables: Tables, heading: readonly string[]): string {
  const variables = variablesOf(tables);
  return [
    ...(heading.length > 0 ? [...comment(heading), ''] : []),
    ...variables.map(({ name, values, first }) => `${typeFor(values)} ${name} = ${first};`),
    ...tables.tasks.map(
      ({ name, locals }) => `bit ${endedBit(name)} = ${Number(locals[0].operation === null)};`,
    ),
    ...tables.tasks.flatMap((task) => ['', ...proctype(variables, task)]),
    '',
    ...claims(tables, variables),
    '',
  ].join('\n');
}

/** What a property's number is in the output of a verifier, and the claim to ask for it; null where `safety` tells. */
export const claimOf = ({ kind }: PropertyTable, number: number): string =>
  kind === 'not-for-ever' ? `live_${number}` : 'safety';

/**
 * What a compiler has to be told for a verifier of so many tasks to ask for fairness, with a space before it: it has room for 6 processes, a claim being
 * one of them, if it is not told.
 */
export function fairFor(tasks: number): string {
  const room = 1 + Math.ceil((tasks + 3) / 8);
  return room > 2 ? ` -DNFAIR=${room}` : '';
}

/** The claim that has an error where a `never` fails. */
export const BAD = 'bad';

function comment(lines: readonly string[]): string[] {
  return ['/*', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'];
}

interface Variable extends Column {
  readonly name: string;
  readonly first: number;
  /** By the number of a record. */
  readonly numbers: Int32Array;
}

/** The variables that ever change; the others are left out. */
function variablesOf({ fields, values }: Tables): Variable[] {
  return fields
    .map(({ path }, i) => ({
      name: word(path),
      first: values[i][0],
      numbers: values[i],
      ...columnOf(values[i]),
    }))
    .filter(({ values }) => values.length > 1);
}

const endedBit = (task: string): string => `ended_${word(task)}`;

function typeFor(values: readonly number[]): string {
  const [least, most] = [values[0], values[values.length - 1]];
  if (least >= 0 && most < 2 ** 8) return 'byte';
  return least >= -(2 ** 15) && most < 2 ** 15 ? 'short' : 'int';
}

function proctype(variables: readonly Variable[], { name, locals }: TaskTable): string[] {
  const isEnd = (local: number) => locals[local].operation === null;
  const label = (local: number) => (isEnd(local) ? 'end_' : `L${local}`);
  const body = locals.flatMap(({ operation, moves }, local) => {
    if (isEnd(local)) return [];
    const written = variables.filter(({ ranks }) =>
      moves.from.some((from, move) => moves.to[move] >= 0 && ranks[from] !== ranks[moves.to[move]]),
    );
    const options = split({
      places: moves.from,
      columns: variables,
      kinds: kindsOf(moves, written),
      value: (rows) => outcome(moves, written, rows),
    }).flatMap(({ guards, value }) => {
      if (value === 'waits') return [];
      const when =
        guards.map(({ column, value }) => `${variables[column].name} == ${value}`).join(' && ') || 'true';
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

/** For each move: a number that it has in common with those that lead to the same local state, and add the same to each variable. */
function kindsOf({ from, to, local }: MoveTable, written: readonly Variable[]): Int32Array {
  const known = new Map<string, number>();
  return from.map((record, move) => {
    const kind =
      to[move] < 0
        ? ''
        : written.reduce(
            (kind, { numbers }) => `${kind} ${numbers[to[move]] - numbers[record]}`,
            `${local[move]}`,
          );
    const number = known.get(kind) ?? known.size;
    known.set(kind, number);
    return number;
  });
}

interface Outcome {
  readonly local: number;
  /** Assignments. */
  readonly writes: readonly string[];
}

/** What these moves come to, if it can be said of all of them in one: each variable gets one value, or one is added to it. */
function outcome(
  { from, to, local }: MoveTable,
  written: readonly Variable[],
  moves: Int32Array,
): Outcome | 'waits' | undefined {
  const [first = -1] = moves;
  if (first < 0 || to[first] < 0) return moves.every((move) => to[move] < 0) ? 'waits' : undefined;
  if (!moves.every((move) => to[move] >= 0 && local[move] === local[first])) return undefined;
  const writes: string[] = [];
  for (const { name, numbers } of written) {
    const after = numbers[to[first]];
    const added = after - numbers[from[first]];
    const adds = moves.every((move) => numbers[to[move]] - numbers[from[move]] === added);
    if (adds && added === 0) continue;
    if (moves.every((move) => numbers[to[move]] === after)) writes.push(`${name} = ${after}`);
    else if (adds) writes.push(`${name} = ${name} ${added < 0 ? '-' : '+'} ${Math.abs(added)}`);
    else return undefined;
  }
  return { local: local[first], writes };
}

function claims(tables: Tables, variables: readonly Variable[]): string[] {
  const terms = termsOf(tables, variables);
  const numbered = tables.properties.map((property, number) => ({
    property,
    number,
    where: condition(terms, property),
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
    ...anyBad(numbered.filter(({ property }) => property.kind === 'never')),
    '#endif',
  ];
}

/** A claim that ends where the predicate of a `never` is true, so that a verifier writes the run down. */
function anyBad(never: readonly { readonly property: PropertyTable; readonly where: string }[]): string[] {
  if (never.length === 0) return [];
  return [
    `never ${BAD} {`,
    '\tdo',
    ...never.map(({ property, where }) => `\t:: (${where}) -> break /* ${property.id} */`),
    '\t:: else',
    '\tod',
    '}',
  ];
}

interface Term extends Column {
  readonly name: string;
}

/** What a condition can be made of, by what properties are asked of: variables, and who has finished. */
function termsOf({ tasks, asked: { record, finished } }: Tables, variables: readonly Variable[]): Term[] {
  return [
    ...variables.map(({ name, values, ranks }) => ({
      name,
      values,
      ranks: record.map((record) => ranks[record]),
    })),
    ...tasks.map((task, i) => ({ name: endedBit(task.name), ...columnOf(finished[i]) })),
  ];
}

/** Where a property's predicate is true. */
function condition(terms: readonly Term[], { answers }: PropertyTable): string {
  const parts = split({
    places: Int32Array.from(answers.keys()),
    columns: terms,
    kinds: answers,
    value: (rows) => {
      const answer = answers[rows[0]];
      return rows.every((row) => answers[row] === answer) ? answer : undefined;
    },
  }).filter(({ value }) => value === 1);
  if (parts.length === 0) return 'false';
  return parts
    .map(
      ({ guards }) =>
        guards.map(({ column, value }) => `${terms[column].name} == ${value}`).join(' && ') || 'true',
    )
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
