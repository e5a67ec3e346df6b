import type { Design } from '../../sim/designs/index.ts';
import type { Example } from '../../sim/examples/example.ts';
import { fold, isFold } from '../../sim/trace/fold.ts';
import type { Pair, Row } from '../../sim/trace/pair.ts';
import { Cell } from './Cell.tsx';
import { Count } from './Count.tsx';
import { rowId } from './link.ts';

interface TraceProps {
  readonly example: Example;
  readonly left: Design;
  readonly right: Design;
  readonly pair: Pair;
  /** The row that is lit, from 1. */
  readonly row: number;
}

/** The rows of two designs on one schedule, as a table. Quiet runs are folded behind a checkbox. */
export function Trace({ example, left, right, pair, row }: TraceProps) {
  const tasks = example.actors.map(({ name }) => name);
  const counts = countsOf(pair.rows, left, right);
  const line = (item: Row, folded: boolean) => {
    const lane = tasks.indexOf(item.task);
    const [leftCount, rightCount] = counts[item.number - 1];
    const current = item.number === row;
    return (
      <tr
        key={item.number}
        id={rowId(example.id, left.id, right.id, item.number)}
        class={`${folded ? 'folded ' : ''}${item.parts ? 'parts ' : ''}${current ? 'current' : ''}`}
        aria-current={current ? 'step' : undefined}
      >
        <th scope="row">
          <a href={`#${rowId(example.id, left.id, right.id, item.number)}`} tabIndex={-1}>
            {item.number}
          </a>{' '}
          {item.task}
        </th>
        <Cell cell={item.left} lane={lane} side="left" design={left.id} />
        <Count {...leftCount} design={left} side="left" />
        <Cell cell={item.right} lane={lane} side="right" design={right.id} />
        <Count {...rightCount} design={right} side="right" />
      </tr>
    );
  };
  return (
    <table class="trace">
      <caption class="vh">
        One schedule on two designs, step by step: {left.title} on the left, {right.title} on the right. Left{' '}
        {pair.ending.left.words}; right {pair.ending.right.words}.
      </caption>
      <thead>
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
              refcount
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
                {first.number}–{last.number} {item.task}
              </th>
              <td colSpan={4} data-lane={tasks.indexOf(item.task)}>
                <label class="op">
                  <input type="checkbox" /> {item.rows.length} steps, the same on both sides:{' '}
                  {item.rows.map(({ left }) => (left?.kind === 'moved' ? left.fn : '')).join(', ')}
                </label>
              </td>
            </tr>
            {item.rows.map((folded) => line(folded, true))}
          </tbody>
        );
      })}
    </table>
  );
}

/** Each row's count before and after, per side; a side that does nothing in a row keeps its count. */
function countsOf(rows: readonly Row[], left: Design, right: Design) {
  let [l, r] = [left.choices.idle as number, right.choices.idle as number];
  return rows.map((row) => {
    const before = [l, r];
    l = row.left?.after.refcount[0] ?? l;
    r = row.right?.after.refcount[0] ?? r;
    return [
      { before: before[0], after: l },
      { before: before[1], after: r },
    ] as const;
  });
}
