/** Numbers from 0 to before 1, the same ones each time (mulberry32). */
export function random(seed: number): () => number {
  let at = seed;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let t = Math.imul(at ^ (at >>> 15), 1 | at);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same things in some order. */
export function shuffled<T>(all: readonly T[], next: () => number): T[] {
  const some = [...all];
  for (let i = some.length - 1; i > 0; i--) {
    const other = Math.floor(next() * (i + 1));
    [some[i], some[other]] = [some[other], some[i]];
  }
  return some;
}
