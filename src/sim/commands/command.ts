import { brief } from '../../text/brief.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Output } from '../../text/output.ts';
import { designNamed, designs } from '../designs/index.ts';
import { baseOf } from '../ids.ts';
import type { Example } from '../scenario/index.ts';

/** A call that was wrong: a line for whoever made it. */
export class UsageError extends Error {}

/** Where a command looks, and where it writes lines. */
export interface Surroundings extends Output {
  readonly examples: readonly Example[];
  /** The text of a file. Throws if it cannot be read. */
  readonly read: (file: string) => string;
}

/** Returns the exit code. */
export type Command = (words: string[], options: Options, here: Surroundings) => number;

/** What can be said with a command. */
export interface Options {
  readonly design?: string | undefined;
  readonly schedule?: string | undefined;
  readonly json?: boolean | undefined;
  readonly to?: string | undefined;
  readonly more?: string | undefined;
  readonly whole?: boolean | undefined;
  readonly limit?: string | undefined;
  readonly trail?: string | undefined;
  readonly swarm?: string | undefined;
  readonly property?: string | undefined;
  readonly with?: readonly string[] | undefined;
  readonly long?: boolean | undefined;
  readonly keep?: string | undefined;
  readonly max?: string | undefined;
}

/** A number that an option has. Throws a UsageError that says of what it should be one. */
export function numberOf(option: string, text: string, of: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new UsageError(`--${option} '${brief(text)}'? Write a number of ${of}`);
}

/** Designs by their ids, parted by commas. Throws a UsageError that says which was meant, if one is near. */
export function designsOf(text: string): string[] {
  return text.split(',').map((one) => {
    const id = one.trim();
    const ids = designs.map(({ id }) => id);
    const base = baseOf(id);
    const near = ids.includes(base) ? '' : didYouMean(base, ids);
    if (near) throw new UsageError(`there is no design '${brief(base)}'${near}`);
    return designNamed(id).id;
  });
}

/** Throws a UsageError if there is a word that the command does not take. */
export function expectNone([word]: string[]): void {
  if (word !== undefined) throw new UsageError(`'${word}' is one word too many`);
}
