import { ModelError } from '../../sim/checker/index.ts';
import type { Scenario } from '../../sim/scenario/index.ts';
import { idleWords } from '../../sim/trace/idle.ts';
import { parseView, readSchedule } from '../../sim/trace/read-link.ts';
import type { FigureData } from './data.ts';
import { type Chosen, replay } from './replay.ts';

/* What a link or a reader asks of a figure, in words. Loaded when there are some. */

/** What to show, null where the words ask for nothing that there is; and what to say of it. */
export interface Asked {
  readonly chosen: Chosen | null;
  readonly message: string;
}

const STALE = 'This link was made on another version of the model; its schedule is replayed on this one.';

/** What the fragment of an address asks for. */
export function followed(fragment: string, example: Scenario, data: FigureData): Asked {
  return understood(
    () => {
      const view = parseView(fragment, example);
      if (view === null) return { chosen: null, message: '' };
      const { example: _, fingerprint, ...chosen } = view;
      const isStale = fingerprint !== null && fingerprint !== data.fingerprint;
      return { chosen, message: [...(isStale ? [STALE] : []), ...remarks(chosen, example, data)].join(' ') };
    },
    (why) => `This link cannot be followed: ${why}. The figure shows what it showed before.`,
  );
}

/** What a schedule asks for that somebody has typed. */
export function typed(words: string, now: Chosen, example: Scenario, data: FigureData): Asked {
  return understood(
    () => {
      const chosen = { ...now, schedule: readSchedule(words, example), row: 1 };
      return { chosen, message: remarks(chosen, example, data).join(' ') };
    },
    (why) => why,
  );
}

/** What was read; what cannot be is refused in words. */
function understood(read: () => Asked, refuse: (why: string) => string): Asked {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { chosen: null, message: refuse(error.message) };
  }
}

/** What to say where the figure does not show quite what was asked for. */
function remarks(chosen: Chosen, example: Scenario, data: FigureData): string[] {
  const { row, schedule } = chosen;
  const shown = replay(example, data, chosen);
  const rows = shown.rows.length;
  const what = schedule === null ? 'this example' : 'this schedule';
  return [
    schedule?.length === 0 ? 'This schedule has no steps: nothing has moved.' : '',
    row > Math.max(1, rows) ? `There is no row ${row}: ${what} has ${rows || 'none'}.` : '',
    schedule === null ? '' : idleWords(shown),
  ].filter(Boolean);
}
