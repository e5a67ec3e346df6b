import type { Design } from '../../sim/designs/index.ts';
import type { Scenario } from '../../sim/scenario/index.ts';
import { fold, isFold } from '../../sim/trace/fold.ts';
import { holdersAtFirst, holdersWords } from '../../sim/trace/holders.ts';
import { type Home, rowId } from '../../sim/trace/link.ts';
import type { Cell as CellOf, Pair, Row } from '../../sim/trace/pair.ts';
import { Cell } from './Cell.tsx';
import { Count } from './Count.tsx';

interface TraceProps {
  readonly example: Scenario;
  readonly left: Design;
  readonly right: Design;
  readonly pair: Pair;
  /** The row that is lit, from 1. */
  readonly row: number;
  /** It can be another: how things stand in it is said at the top, where it goes with the row. */
  readonly live: boolean;
  /** On the example's own page a row has two ids, for links of either kind. */
  readonly home: Home;
  /** The link to a row, with all else as it is shown. */
  readonly linkTo: (row: number) => string;
}

/** The rows of two designs on one schedule, as a table. Quiet runs are folded behind a checkbox. */
export function Trace({ example, left, right, pair, row, live, home, linkTo }: TraceProps) {
  const tasks = example.actors.map(({ name }) => name);
  const designs = { example: example.id, left: left.id, right: right.id };
  const states = statesOf(pair.rows, left, right, example.pages);
  const line = (item: Row, folded: boolean) => {
    const lane = tasks.indexOf(item.task);
    const now = states[item.number - 1];
    const current = item.number === row;
    return (
      <tr
        key={item.number}
        id={rowId(designs, item.number)}
        class={`${folded ? 'folded ' : ''}${item.parts ? 'parts ' : ''}${current ? 'current' : ''}`}
        aria-current={current ? 'step' : undefined}
      >
        <th scope="row">
          <a
            id={home === null ? undefined : rowId(designs, item.number, home)}
            href={linkTo(item.number)}
            tabIndex={-1}
          >
            {item.number}
          </a>{' '}
          {item.task}
        </th>
        {(['left', 'right'] as const).map((side) => {
          const design = side === 'left' ? left : right;
          const { before, after, asleep } = now[side];
          // A row's own text runs to the right of its lane: a sleeper's mark there would strike it through.
          const lanes = asleep.map((name) => tasks.indexOf(name)).filter((at) => !item[side] || at < lane);
          const reach = tasks.indexOf(sleeperOf(item[side])) - lane;
          return [
            <Cell
              key={side}
              cell={item[side]}
              lane={lane}
              asleep={lanes}
              reach={reach}
              side={side}
              design={design.id}
            />,
            <Count key={`${side}count`} before={before} after={after} design={design} side={side} />,
          ];
        })}
      </tr>
    );
  };
  return (
    <table class="trace">
      <caption class="vh">
        One schedule on two designs, step by step: {left.title} on the left, {right.title} on the right. Left{' '}
        {pair.ending.left.words}; right {pair.ending.right.words}.
      </caption>
      <colgroup>
        <col class="step" />
        <col />
        <col class="count" />
        <col />
        <col class="count" />
      </colgroup>
      <thead>
        <tr class="names">
          <td />
          {(['left', 'right'] as const).map((side) => {
            const design = side === 'left' ? left : right;
            return (
              <th scope="colgroup" colSpan={2} class={side} data-design={design.id} key={side}>
                <b>{design.title}</b>{' '}
                {live && states[row - 1] && (
                  <span class="stands">
                    <span class="wide-only">
                      {states[row - 1][side].after} ={' '}
                      {holdersWords(states[row - 1][side].holders[0], example.processes)}{' '}
                    </span>
                    {standing(states[row - 1][side])}
                  </span>
                )}
              </th>
            );
          })}
        </tr>
        <tr>
          <th scope="col">step</th>
          {([left, right] as const).map((design, i) => [
            <th scope="col" class={`lanes ${i === 0 ? 'left' : 'right'}`} key={design.id + i}>
              <span class="vh">{design.title}: </span>
              {tasks.map((task, lane) => (
                <span key={task} data-lane={lane}>
                  {task}{' '}
                </span>
              ))}
            </th>,
            <th scope="col" class={i === 0 ? 'left' : 'right'} key={`${design.id}${i}count`}>
              <span class="wide-only">ref</span>count
              {example.pages > 1 && [<wbr key="wbr" />, '[0]']}
            </th>,
          ])}
        </tr>
      </thead>
      {fold(pair.rows).map((item) => {
        if (!isFold(item)) return <tbody key={item.number}>{line(item, false)}</tbody>;
        const [first, last] = [item.rows[0], item.rows[item.rows.length - 1]];
        const inside = row >= first.number && row <= last.number;
        return (
          <tbody key={first.number} class={`fold ${inside ? 'open' : ''}`}>
            <tr class="summary">
              <th scope="row">
                <label>
                  <input type="checkbox" aria-label={`show the ${item.rows.length} steps`} /> {first.number}–
                  {last.number} {item.task}
                </label>
              </th>
              {(['left', 'right'] as const).map((side) => {
                const design = side === 'left' ? left : right;
                const { before } = states[first.number - 1][side];
                return [
                  <td
                    key={side}
                    class={`cell ${side}`}
                    data-lane={tasks.indexOf(item.task)}
                    data-design={design.id}
                  >
                    <div class="op">
                      {item.rows.length} steps: {functionOf(first[side])} … {functionOf(last[side])}
                    </div>
                  </td>,
                  <Count key={`${side}count`} before={before} after={before} design={design} side={side} />,
                ];
              })}
            </tr>
            {item.rows.map((folded) => line(folded, true))}
          </tbody>
        );
      })}
    </table>
  );
}

/** "trunc asleep, app ended". */
const standing = (now: { asleep: readonly string[]; ended: readonly string[] }): string =>
  [...now.asleep.map((task) => `${task} asleep`), ...now.ended.map((task) => `${task} ended`)].join(', ');

/** Whom a cell wakes, or owes a wake-up. */
const sleeperOf = (cell: CellOf): string =>
  (cell?.kind === 'moved' && (cell.woke[0] ?? cell.missed)) ||
  (cell?.kind === 'absent' && cell.sleeper) ||
  '';

const functionOf = (cell: CellOf): string => (cell?.kind === 'moved' ? cell.fn : '');

/** Where each side stands in each row. A side that does nothing in a row stays as it is. */
function statesOf(rows: readonly Row[], left: Design, right: Design, pages: number) {
  const start = (design: Design) => ({
    count: design.choices.idle as number,
    asleep: [] as readonly string[],
    ended: [] as readonly string[],
    holders: holdersAtFirst(pages, design.choices.idle),
  });
  const now = { left: start(left), right: start(right) };
  const step = (side: 'left' | 'right', cell: CellOf) => {
    const before = now[side].count;
    if (cell) now[side] = { ...cell.after, count: cell.after.refcount[0] };
    return { ...now[side], before, after: now[side].count };
  };
  return rows.map((row) => ({ left: step('left', row.left), right: step('right', row.right) }));
}
