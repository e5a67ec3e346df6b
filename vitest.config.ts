import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The counts in this file are what `npm test` closes with.
    maxWorkers: 2,
    reporters: ['default', ['json', { outputFile: '.cache/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'lab/**/*.test.ts'],
          exclude: ['test/browser/**'],
          // One set of modules for all files of a worker: what one file has searched, the next one has.
          isolate: false,
          // Some search every example under every design. How long that takes is the benchmark's affair.
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // What a reader gets: the built site, under a base path, in a real Chromium.
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: './test/browser/setup.ts',
          // After the others, and one file at a time: Chromium has processes of its own.
          sequence: { groupOrder: 1 },
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // What a page comes to in the end, on a machine that has other things to do as well.
          expect: { poll: { timeout: 30_000, interval: 100 } },
        },
      },
    ],
  },
});
