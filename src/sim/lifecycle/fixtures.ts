import { examples } from '../examples/index.ts';

/** Lives for tests that need many kinds of them, but not every one: each example under its pair and where entries hold. */
export const someLives = examples.flatMap((example) =>
  [...new Set([...example.pair, 'entry-held'])]
    .filter((design) => example.designs.includes(design))
    .map((design) => ({ example, design, id: example.id })),
);
