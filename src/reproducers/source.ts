import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * The programs of lab/reproduce, each of which shows one finding on a kernel that a reader has. Read at build, where
 * they are: the site publishes them, and this repository has them once.
 */

/** The build moves this code, but like every command of ours it runs at the project's root. */
const directory = pathToFileURL('lab/reproduce/');

/** Every program by its name, which is its file's without the ending. */
export const programs: readonly string[] = readdirSync(directory)
  .filter((file) => file.endsWith('.c'))
  .map((file) => file.slice(0, -'.c'.length))
  .sort();

/** What the comment at the head of a program says. */
export interface Head {
  /** What it asks the kernel, as a question. */
  readonly question: string;
  /** How it is compiled and run, a command a line. */
  readonly commands: readonly string[];
  /** Its arguments, what it needs, what it does, and what comes of it. */
  readonly about: string;
  /** What its exit codes mean. */
  readonly exits: string;
}

/** The source of a program. Throws, with the programs there are, for one that is not there. */
export function sourceOf(name: string): string {
  if (!programs.includes(name))
    throw new Error(`there is no program '${name}' in lab/reproduce; there are ${programs.join(', ')}`);
  return readFileSync(new URL(`${name}.c`, directory), 'utf8');
}

/** The head of a program. Throws where its first comment does not have these four parts. */
export function headOf(source: string): Head {
  const [, comment] = /^\/\*\n([\s\S]*?)\n \*\/$/m.exec(source) ?? [];
  const parts = (comment ?? '')
    .replace(/^ \*/gm, '')
    .split(/\n\s*\n/)
    .map((part) => part.replace(/^ /gm, ''));
  const [question, commands, about, exits] = parts;
  if (parts.length !== 4 || !question.endsWith('?') || !/^(\t\S.*\n?)+$/.test(commands))
    throw new Error('the head of the program is not: a question, commands, what it does, exit codes');
  return {
    question: question.replace(/\s+/g, ' ').trim(),
    commands: commands.split('\n').map((line) => line.trim()),
    about: about.replace(/\s+/g, ' '),
    exits: exits.replace(/\s+/g, ' ').replace(/^Exit code: |\.$/g, ''),
  };
}
