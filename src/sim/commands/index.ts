import { parseArgs } from 'node:util';
import { didYouMean } from '../../text/nearest.ts';
import { exitCodes } from '../../text/output.ts';
import { ModelError } from '../checker/index.ts';
import { forms } from '../export/index.ts';
import { check } from './check.ts';
import { type Command, type Options, type Surroundings, UsageError } from './command.ts';
import { exportTo } from './export.ts';
import { list } from './list.ts';
import { matrix } from './matrix.ts';
import { mend } from './mend.ts';
import { show } from './show.ts';
import { withNamesOfToday } from './subject.ts';
import { tasks } from './tasks.ts';
import { why } from './why.ts';

export type { Surroundings } from './command.ts';

const USAGE = `usage: sim list [--json]
       sim show <example> [--design a,b] [--schedule "app*4 io*3" | --property truncate-finishes | --trail file] [--more io=3]
       sim tasks [<example>]
       sim check <example> [--design a[,b]] [--more io=3[,app=2] [--whole] [--limit states]] [--json]
       sim why <example> [--design a] --property truncate-finishes
       sim mend <example>|all [--design a] [--keep truncate-finishes,...] [--max 3] [--json]
       sim matrix [--long | --json]
       sim export <example> [--design a] --to ${forms.join('|')} [--schedule "app*4 io*3"] [--more io=3]
       sim export <example> [--design a] --swarm searches [--more io=3]
why makes the choices of a design otherwise: what a verdict hangs on, and what would mend a failure
mend looks for the smallest sets of changes with which all that is asked holds, or what --keep says: in one example, or in all
--more has so many of a task, which do the same: one state is searched of those that differ only in which is which; all
       of them with --whole
--swarm prints a script for models that are too large: so many of Spin's verifiers, here or on hosts that it is given
--trail has a run that Spin's verifier has written down, of a model that export has made
each takes --with "nic = pin, dma, unpin", any number of times: other tasks, more pages and processes, other questions; tasks says how
in place of an example's name there can be the link of a figure, which has designs and schedule
a design is a name like gup-put, or one with variants added to it, like gup-put+scan-unmapped, or
       with choices changed, like v6.15+gupRechecks=no
exit code 0: verdicts are as the examples expect; 1: they are not; 2: the call was wrong;
          ${exitCodes.notWritten}: output could not be written; ${exitCodes.readerGone}: its reader closed the pipe`;

/** What each command does, and the options that it takes. */
const commands: Readonly<Record<string, readonly [Command, ...(keyof Options)[]]>> = {
  list: [list, 'json'],
  show: [show, 'design', 'schedule', 'property', 'more', 'trail', 'with'],
  check: [check, 'design', 'json', 'more', 'whole', 'limit', 'with'],
  why: [why, 'design', 'property', 'with'],
  tasks: [tasks, 'with'],
  mend: [mend, 'design', 'keep', 'max', 'json', 'with'],
  matrix: [matrix, 'json', 'long'],
  export: [exportTo, 'design', 'to', 'schedule', 'more', 'swarm', 'with'],
};

/**
 * The examples in a terminal. Output and exit codes are stable: other tools call this.
 * Exit 0: verdicts are as the examples expect. 1: they are not. 2: the call was wrong, with one line for stderr.
 * Two more are for output that does not arrive: see Output.
 */
export function sim(args: string[], here: Surroundings): number {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        design: { type: 'string' },
        schedule: { type: 'string' },
        json: { type: 'boolean' },
        to: { type: 'string' },
        more: { type: 'string' },
        whole: { type: 'boolean' },
        limit: { type: 'string' },
        trail: { type: 'string' },
        swarm: { type: 'string' },
        property: { type: 'string' },
        with: { type: 'string', multiple: true },
        long: { type: 'boolean' },
        keep: { type: 'string' },
        max: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      here.out(USAGE);
      return 0;
    }
    const [name = '', ...words] = positionals;
    const [command, ...takes] = Object.hasOwn(commands, name) ? commands[name] : [];
    if (!command)
      throw new UsageError(
        `${name ? `there is no command '${name}'` : 'no command'}; the commands are ${Object.keys(commands).join(', ')}${didYouMean(name, Object.keys(commands))}`,
      );
    const stray = Object.keys(values).find((option) => !takes.some((known) => known === option));
    if (stray) throw new UsageError(`${name} takes no --${stray}`);
    return command(words, withNamesOfToday(values), here);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ModelError || isParseError(error))) throw error;
    here.err(`sim: ${(error as Error).message.split('\n')[0]}`);
    return 2;
  }
}

function isParseError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}
