import type { Surroundings } from './command.ts';

/** Says something on stderr now and then: of what is short, nothing. */
export function nowAndThen({ err }: Surroundings): (what: () => string) => undefined {
  let next = Date.now() + BETWEEN;
  return (what) => {
    if (Date.now() < next) return;
    next += BETWEEN;
    err(what());
  };
}

/** Milliseconds. */
const BETWEEN = 10_000;
