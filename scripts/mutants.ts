/**
 * `npm run mutants -- text`: changes the code of a room, one small thing at a time, and tells which changes no unit test
 * notices. It is a question to the tests, not a test: it takes minutes to an hour, and what it finds wants judgement.
 * Without a room it lists them. Nothing is kept from one run to the next: Stryker's incremental mode went on saying that
 * a mutant of a module's own constants survives when a new test had killed it.
 */
import { Stryker } from '@stryker-mutator/core';

/** A room: its code, but for tables and for what needs a browser, Astro or Vite's own words, and the tests that ask of it. */
interface Room {
  readonly code: readonly string[];
  /** Those that search thousands of models are left out: with them there is no end to it. */
  readonly tests: readonly string[];
  /** Constants of its modules are left as they are: for each of their mutants every test has to run, which takes hours. */
  readonly leavesConstants?: true;
}

const rooms: Readonly<Record<string, Room>> = {
  text: { code: ['src/text/*.ts'], tests: ['src/text/*.test.ts'] },
  contents: { code: ['src/contents/!(index).ts'], tests: ['src/contents/*.test.ts'] },
  search: { code: ['src/search/ask.ts'], tests: ['src/search/ask.test.ts'] },
  figure: {
    code: ['src/components/figure/{address-line,asked,taken,replay}.ts'],
    tests: ['src/components/figure/{address-line,asked,taken}.test.ts'],
  },
  'figure-data': {
    code: ['src/components/figure/{build,data,failure,fingerprint}.ts'],
    tests: ['src/components/figure/{build,fingerprint}.test.ts'],
  },
  compose: { code: ['src/sim/compose/*.ts'], tests: ['src/sim/compose/*.test.ts'], leavesConstants: true },
  trace: { code: ['src/sim/trace/*.ts'], tests: ['src/sim/trace/!(choices|every-pair).test.ts'] },
  recordings: {
    code: ['src/recordings/!(of-examples).ts'],
    tests: ['src/recordings/*.test.ts'],
    leavesConstants: true,
  },
  calibration: {
    code: ['src/calibration/!(exceptions).ts'],
    tests: ['src/calibration/*.test.ts'],
    leavesConstants: true,
  },
  claims: {
    code: ['src/claims/!(claims|sightings).ts'],
    tests: ['src/claims/*.test.ts'],
    leavesConstants: true,
  },
};

const [name = ''] = process.argv.slice(2);
const room = Object.hasOwn(rooms, name) ? rooms[name] : undefined;
if (!room) {
  console.error(`which room? They are ${Object.keys(rooms).join(', ')}`);
  process.exit(2);
}

process.env.MUTANTS_TESTS = JSON.stringify(room.tests);
await new Stryker({
  mutate: [...room.code, '!**/*.test.ts', '!**/fixtures.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutants.ts' },
  coverageAnalysis: 'perTest',
  ignoreStatic: room.leavesConstants ?? false,
  concurrency: 1,
  tempDirName: '.cache/mutants/tmp',
  ignorePatterns: ['.cache', '.astro', 'dist'],
  reporters: ['clear-text'],
  clearTextReporter: { reportTests: false, allowColor: false },
  timeoutMS: 20_000,
  allowConsoleColors: false,
}).runMutationTest();
