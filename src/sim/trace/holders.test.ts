import { describe, expect, test } from 'vitest';
import { spaceOf } from '../checker/index.ts';
import { changed, designNamed } from '../designs/index.ts';
import { examples } from '../examples/index.ts';
import { type Choice, type Choices, choiceValues, choiceWord, type State, watched } from '../kernel/index.ts';
import { type Example, systemOf } from '../scenario/index.ts';
import { type Holders, holdersAfter, holdersAtFirst, type Taking } from './holders.ts';

/*
 * Every reference has a holder: in every state of every example, under every design, whichever way it was come to, the
 * same holders have the same references, none has less than one, and together they are the count.
 */

/** The variables that tell who holds what, of one state. */
const told = ({ page, process }: Readonly<State>) => ({
  page: page.map(({ refcount, pins, mapcount }) => ({ refcount, pins, mapcount })),
  process: process.map(({ pte }) => ({ pte: [...pte] })),
});
type Told = ReturnType<typeof told>;

function changesBetween(before: Told, after: Told): Taking['changes'] {
  const pages = before.page.flatMap((page, i) =>
    (['refcount', 'pins', 'mapcount'] as const).map((variable) => ({
      place: ['page', i, variable],
      from: page[variable],
      to: after.page[i][variable],
    })),
  );
  const tables = before.process.flatMap(({ pte }, i) =>
    pte.map((from, page) => ({ place: ['process', i, 'pte', page], from, to: after.process[i].pte[page] })),
  );
  return [...pages, ...tables].filter(({ from, to }) => from !== to);
}

/** Follows every move of an example under a design, and says what is wrong; and what the search has asked of the design. */
function follow(example: Example, design: string) {
  const record = designNamed(design);
  const { choices, asked } = watched(record.choices);
  const space = spaceOf(systemOf(example, { ...record, choices }), { examination: 'none' });
  const states = Array.from({ length: space.states }, (_, state) => told(space.at(state)));
  const known: Holders[] = [holdersAtFirst(example.pages, record.choices.idle)];
  const names: string[] = [JSON.stringify(known[0])];
  const wrong: string[] = [];
  for (let state = 0; state < space.states; state++) {
    const sums = known[state].map((held) => Object.values(held).reduce((sum, n) => sum + n, 0));
    const least = Math.min(1, ...known[state].flatMap((held) => Object.values(held)));
    if (least < 1 || states[state].page.some(({ refcount }, page) => refcount !== sums[page]))
      wrong.push(`${names[state]} in ${JSON.stringify(states[state].page)}`);
    for (const { task, operation, to } of space.moves(state)) {
      const changes = changesBetween(states[state], states[to]);
      const at = (operation.note as { at: Taking['at'] }).at;
      const after = holdersAfter(known[state], { task, at, changes });
      const name = sorted(after);
      known[to] ??= after;
      names[to] ??= name;
      if (names[to] !== name) wrong.push(`${names[to]}, or ${name} by ${task} ${at}`);
    }
  }
  return { states: space.states, wrong: wrong.slice(0, 3), asked };
}

/** The told designs with each choice that says who holds what made otherwise. */
const changedIn = ({ pair }: Example): string[] =>
  pair.flatMap((design) =>
    (['idle', 'mapping', 'countedBy', 'entryHolds', 'faultKeepsReference'] as const).flatMap((choice) =>
      choiceValues[choice].map((value) => changed(design, choice, choiceWord(value))),
    ),
  );

const sorted = (holders: Holders): string =>
  JSON.stringify(holders.map((held) => Object.entries(held).sort()));

describe.each(examples)('$id', (example) => {
  test('every reference has a holder', () => {
    const followed: { choices: Choices; asked: ReadonlySet<Choice> }[] = [];
    for (const design of [...example.designs, ...changedIn(example)]) {
      const { choices } = designNamed(design);
      // A search that would ask for nothing else would come to nothing else.
      if (followed.some((one) => [...one.asked].every((choice) => one.choices[choice] === choices[choice])))
        continue;
      const { wrong, states, asked } = follow(example, design);
      expect(wrong, design).toEqual([]);
      expect(states).toBeGreaterThan(1);
      followed.push({ choices, asked });
    }
  }, 120_000);
});

test('what GUP-fast hands out of a folio is counted by its head, and held by the task', () => {
  const page = (number: number, variable: string, from: number, to: number) => ({
    place: ['page', number, variable],
    from,
    to,
  });
  const grabbed = holdersAfter(holdersAtFirst(2, 0), {
    task: 'io',
    at: 'gup-fast.grab',
    changes: [page(0, 'refcount', 0, 1)],
  });
  expect(grabbed).toEqual([{ "io's grab": 1 }, {}]);
  const after = holdersAfter(grabbed, {
    task: 'io',
    at: 'gup-fast.recheck',
    changes: [page(1, 'pins', 0, 1)],
  });
  expect(after).toEqual([{ io: 1 }, {}]);
  expect(holdersAfter(after, { task: 'io', at: 'unpin.sub', changes: [page(0, 'refcount', 1, 0)] })).toEqual([
    {},
    {},
  ]);
});
