import { defineConfig } from 'vitest/config';

/** The unit tests that scripts/mutants.ts has named: those beside a room and the few that concern it. */
export default defineConfig({
  test: { include: JSON.parse(process.env.MUTANTS_TESTS ?? '[]'), testTimeout: 60_000 },
});
