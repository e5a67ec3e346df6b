import { WIDTH } from '../../text/layout.ts';
import type { Schedule } from '../checker/index.ts';
import type { Example } from '../scenario/index.ts';
import { cellLines } from './cell-lines.ts';
import { type Moved, sideOf } from './index.ts';
import { fitLine } from './side-by-side.ts';

/**
 * One design's run as lockdep draws it: a lane per task, time going down. Only one task moves in a line, so a
 * lane's text may reach over the lanes to its right.
 *
 *     app            io           trunc
 *     ---            ----           -----
 *                                   ___wait_var_event()
 *                                     refcount 1025, waits for 1
 *                    unpin_user_page()
 *                      refcount 1025 -> 1
 *
 * Steps of one task that change and say nothing are put on one line, in brackets.
 */
export function lanes(example: Example, design: string, schedule: Schedule): string[] {
  const side = sideOf(example, design);
  const names = example.actors.map(({ name }) => name);
  const lane = Math.min(16, Math.floor(WIDTH / 2 / Math.max(1, names.length - 1)));
  const header = (mark: (name: string) => string) =>
    names
      .map((name) => mark(name).padEnd(lane))
      .join('')
      .trimEnd();
  const out = [header((name) => name), header((name) => '-'.repeat(name.length))];

  const say = (task: string, lines: readonly string[]) => {
    const offset = names.indexOf(task) * lane;
    for (const line of lines.flatMap((text) => fitLine(text, WIDTH - offset)))
      out.push(' '.repeat(offset) + line);
  };
  let quiet: Moved[] = [];
  const flush = () => {
    const [first] = quiet;
    if (first)
      say(first.task, quiet.length === 1 ? cellLines(first) : [`(${quiet.map(({ fn }) => fn).join(', ')})`]);
    quiet = [];
  };
  const blocked = new Map<string, string>();
  for (const task of schedule) {
    if (side.next(task) === null) continue; // it has finished: the other design of the schedule goes on
    const cell = side.move(task);
    if (cell.kind === 'blocked' && blocked.get(task) === cell.why) continue; // said once
    if (cell.kind === 'blocked') blocked.set(task, cell.why);
    const isQuiet = cell.kind === 'moved' && cellLines(cell).length === 1;
    if (!isQuiet || quiet[0]?.task !== task) flush();
    if (isQuiet) quiet.push(cell);
    else say(task, cellLines(cell));
  }
  flush();
  out.push(`*** ${side.ending().words} ***`);
  return out;
}
