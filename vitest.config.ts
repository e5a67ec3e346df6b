import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The counts in this file are what `npm test` closes with.
    reporters: ['default', ['json', { outputFile: '.cache/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'lab/**/*.test.ts'],
          exclude: ['test/browser/**'],
          // Some search every example under every design. How long that takes is the benchmark's affair.
          testTimeout: 60_000,
        },
      },
      {
        // What a reader gets: the built site, under a base path, in a real Chromium.
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: './test/browser/setup.ts',
          // One Chromium at a time: two cores, and timings that mean something.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
