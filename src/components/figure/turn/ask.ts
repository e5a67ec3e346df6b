import { type Remote, wrap } from 'comlink';
import type { Judge } from './judge.ts';

/** A worker, and what ends it. */
interface Running {
  readonly judge: Remote<Judge>;
  /** Rejects when the worker is gone. */
  readonly gone: Promise<never>;
  readonly end: (why: string) => void;
}

/** The page's one worker, from the first question on. */
let running: Running | null = null;

function start(): Running {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  let end: Running['end'] = () => {};
  const gone = new Promise<never>((_, reject) => {
    end = (why) => {
      worker.terminate();
      running = null;
      reject(new Error(why));
    };
  });
  worker.onerror = () => end('The code that searches did not load: reload the page to try again.');
  // Nobody need be asking just then.
  gone.catch(() => {});
  return { judge: wrap<Judge>(worker), gone, end };
}

/** Asks in the worker. Rejects, with what to say of it, where that fails or is cancelled. */
export function ask<T>(question: (judge: Remote<Judge>) => Promise<T>): Promise<T> {
  running ??= start();
  return Promise.race([question(running.judge), running.gone]);
}

/** Ends the worker, whatever it is at. */
export const cancel = (): void => running?.end('Cancelled.');

/** What to say of what was thrown. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
