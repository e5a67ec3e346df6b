import { brief } from '../../text/brief.ts';
import { formatSchedule } from '../checker/index.ts';
import type { Pair } from './pair.ts';

/** What to say of a schedule's words that have no row; empty if there are none. */
export const idleWords = ({ idle }: Pair): string =>
  idle.length === 0
    ? ''
    : `${brief(formatSchedule(idle))} does nothing: a task that has ended, or still waits, stays where it is.`;
