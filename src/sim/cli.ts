import { readFileSync } from 'node:fs';
import { outputOf } from '../text/output.ts';
import { sim } from './commands/index.ts';
import { examples } from './examples/index.ts';

process.exitCode = sim(process.argv.slice(2), {
  examples,
  ...outputOf('sim'),
  read: (file) => readFileSync(file, 'utf8'),
});
