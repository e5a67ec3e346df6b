import type { Cell as CellOf } from '../../sim/trace/pair.ts';

/** What a side shows in a row: the kernel function, and under it only what came of it. */
export function Cell({ cell, lane, asleep, reach, side, design }: CellProps) {
  return (
    <td class={`cell ${side} ${cell?.kind ?? 'none'}`} data-lane={lane} data-design={design}>
      {asleep.map((at) => (
        <i key={at} class="asleep" data-lane={at} aria-hidden="true" />
      ))}
      {reach > 0 && <i class="reach" data-lane={lane} data-reach={reach} aria-hidden="true" />}
      {cell && (
        <div class="op" data-reach={reach > 0 ? reach : undefined}>
          <Words cell={cell} />
        </div>
      )}
    </td>
  );
}

/** A kernel name that may break after an underscore, on a screen that is too narrow for it. */
function breakable(name: string) {
  return name.split(/(?<=_)(?=[^_])/).map((part, i) => (i === 0 ? part : [<wbr key={i} />, part]));
}

interface CellProps {
  readonly cell: CellOf;
  readonly lane: number;
  /** Lanes to mark as asleep. */
  readonly asleep: readonly number[];
  /** Over how many lanes to the right it wakes a sleeper, or owes it a wake-up. */
  readonly reach: number;
  readonly side: 'left' | 'right';
  /** Whose accent it has. */
  readonly design: string;
}

/** "= idle 1 + io 1024", each holder as large as the other however much it holds. */
function Held({ words }: { words: string }) {
  const [page, holders] = words.split('= ');
  return (
    <span class="held">
      {page}={' '}
      {holders.split(' + ').map((holder, i) => [
        i > 0 && ' + ',
        <span class="holder" key={holder}>
          {holder}
        </span>,
      ])}
    </span>
  );
}

/** The same, inline. */
export function Words({ cell }: { cell: NonNullable<CellOf> }) {
  switch (cell.kind) {
    case 'blocked':
      return (
        <>
          <b class="stop">cannot move</b> <span class="what">{cell.why}</span>
        </>
      );
    case 'absent':
      return <b class="missed">✕ no wake-up for {cell.sleeper}</b>;
    case 'moved':
      return (
        <>
          <code class="fn">{breakable(cell.fn)}</code>{' '}
          <span class="what">
            {cell.deltas.map(({ name, from, to }) => [
              <span class="delta" key={name}>
                {name} {from} → {to}
              </span>,
              ' ',
            ])}
            {cell.held.map((words) => [<Held key={words} words={words} />, ' '])}
            {cell.says && <span class="says">{cell.says}</span>}
            {cell.woke.map((task) => (
              <b class="woke" key={task}>
                → wakes {task}
              </b>
            ))}
            {cell.missed && <b class="missed">✕ no wake-up for {cell.missed}</b>}
          </span>
        </>
      );
  }
}
