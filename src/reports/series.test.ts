import { expect, test } from 'vitest';
import { kernels } from '../recordings/traces.ts';
import { reportOf } from './index.ts';
import { releasesOf, seriesWords } from './series.ts';

test('releases are those of code, oldest first, each once; a commit and a mail have none', () => {
  expect(
    releasesOf(['evict-7.2', 'delete-6.12', 'unbind-5.10', 'wait-7.2', 'block-reuse', 'bio-folio-stable']),
  ).toEqual(['v5.10.223', 'v6.12.107', 'v7.2.12']);
});

test('a report says on which series its program was run, and that no other was looked at', () => {
  const words = seriesWords(reportOf('unmapped-pin'));
  for (const kernel of kernels) expect(words).toContain(kernel);
  expect(words).toMatch(/ are of v6\.1\.\d+ and v6\.12\.\d+\. No other stable series was looked at\.$/);
});
