import { sim } from './commands.ts';
import { examples } from './examples/index.ts';

process.exitCode = sim(process.argv.slice(2), {
  examples,
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
});
