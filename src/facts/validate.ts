import { z } from 'astro/zod';
import { type Fact, factUrl, type Subject, subjects } from './facts.ts';
import { messages, messageUrl } from './messages.ts';
import { releases } from './releases.ts';

/**
 * What must be true of the tables before anything is built from them. `npm run build` calls checkTables() through
 * astro.config.mjs, so a table that is wrong does not become a page.
 */

/** Tables as they are checked; what they hold is not trusted to be of the right type. */
export interface Tables {
  readonly subjects: readonly (Pick<Subject, 'id'> & { readonly facts: Readonly<Record<string, unknown>> })[];
  readonly messages: Readonly<Record<string, unknown>>;
  readonly releases: Readonly<Record<string, string>>;
  /** Ids of the examples that may settle a fact. */
  readonly examples: readonly string[];
}

const TAG = /^v\d+\.\d+(\.\d+)?(-rc\d+)?$/;
const matching = (pattern: RegExp, what: string) => z.string().regex(pattern, `should be ${what}`);

/** ISO date of a day that exists. */
const day = z.string().refine((text) => {
  const time = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) && text.length === 10;
}, 'should be an ISO date of a day that exists');
const tag = matching(TAG, 'a release tag, such as v6.1.176');
const tagOrCommit = z
  .string()
  .refine(
    (text) => TAG.test(text) || /^[0-9a-f]{8,40}$/.test(text),
    "should be a release tag or a commit's hash, never a branch",
  );
/** A sentence may begin with the name of a function. */
const sentences = (most: number) =>
  matching(/^[\w&].*\.$/s, 'a sentence that ends in a full stop')
    .refine((text) => !/["“”]/.test(text), 'should be in our words, without quotation marks')
    .refine(
      (text) => text.split(/(?<=\.)\s+(?=[A-Z])/).length <= most,
      most === 1 ? 'should be one sentence' : `should be at most ${most} sentences`,
    );

const message = z
  .strictObject({
    messageId: matching(/^[\w.+=/-]+@[\w-]+(\.[\w-]+)*$/, 'a Message-ID without angle brackets'),
    author: z.string().min(1),
    date: z.union([day, matching(/^\d{4}-(0[1-9]|1[0-2])$/, 'an ISO date or month')]),
    subject: z.string().min(1).nullable(),
    kind: z.enum(['patch', 'series', 'reply']),
    says: sentences(2),
    confirmed: z.boolean(),
    named: z.string().optional(),
  })
  .refine(({ confirmed, date }) => !confirmed || date.length === 10, {
    path: ['date'],
    error: 'a message that was read has a day',
  })
  .refine(({ confirmed, subject }) => !confirmed || subject !== null, {
    path: ['subject'],
    error: 'a message that was read has a subject',
  })
  .refine(({ confirmed, named }) => confirmed === (named === undefined), {
    path: ['named'],
    error: 'a message that was not read, and only such a one, says which message names it',
  });

const common = {
  shows: sentences(1),
  status: z.enum(['read', 'derived', 'unverified']),
  settledBy: z.string().optional(),
  corrects: sentences(1).optional(),
};
const fact = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('code'),
      at: tagOrCommit,
      file: matching(/^[a-z][\w./-]*\.[ch]$/, "a path in the kernel's tree"),
      function: matching(/^\w+$/, 'the name of a function'),
      line: z.int().positive('should be above 0').optional(),
      ...common,
    }),
    z.strictObject({
      kind: z.literal('commit'),
      hash: matching(/^[0-9a-f]{12,40}$/, "a commit's hash, 12 digits or more"),
      title: z.string().min(1),
      since: tag,
      ...common,
    }),
    z.strictObject({ kind: z.literal('mail'), message: z.string(), ...common }),
  ])
  .refine(({ status, settledBy }) => status !== 'read' || settledBy === undefined, {
    path: ['settledBy'],
    error: 'a fact that was read has nothing to settle',
  });

const stable = [
  /^https:\/\/lore\.kernel\.org\/r\/[^/]+@[^/]+$/,
  /^https:\/\/git\.kernel\.org\/linus\/[0-9a-f]{12,40}$/,
  /^https:\/\/git\.kernel\.org\/pub\/scm\/linux\/kernel\/git\/torvalds\/linux\.git\/tree\/[^?]+\?id=[0-9a-f]{8,40}(#n\d+)?$/,
  /^https:\/\/elixir\.bootlin\.com\/linux\/v[\d.]+(-rc\d+)?\/source\/[^#]+(#L\d+)?$/,
];

/** Whether an address leads to a tag, a commit or a message, and so to the same words next year. */
export const isStable = (url: string): boolean => stable.some((form) => form.test(url));

/** What is wrong with the tables, one line each, which names the entry; empty if nothing is. */
export function mistakes(tables: Tables): string[] {
  const found: string[] = [];
  const say = (what: string, where: string) => found.push(`${where}: ${what}`);
  const first = new Map<string, string>();
  const once = (what: string, where: string) => {
    if (first.has(what)) say(`${what} is ${first.get(what)} already`, where);
    else first.set(what, where);
  };
  const parse = (schema: z.ZodType, value: unknown, where: string): boolean => {
    const { error } = schema.safeParse(value);
    for (const { path, message } of error?.issues ?? [])
      say(message, [where, ...path.map(String)].join(': '));
    return error === undefined;
  };

  for (const [id, value] of Object.entries(tables.messages)) {
    const where = `message '${id}'`;
    parse(matching(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a name of small letters'), id, where);
    if (!parse(message, value, where)) continue;
    const { messageId, named } = value as z.infer<typeof message>;
    if (named !== undefined && !(named in tables.messages))
      say(`named: there is no message '${named}'`, where);
    once(`<${messageId}>`, where);
    if (!isStable(messageUrl({ messageId }))) say(`its link would be ${messageUrl({ messageId })}`, where);
  }

  const subjectOf = new Map<string, string>();
  for (const subject of tables.subjects)
    for (const [id, value] of Object.entries(subject.facts)) {
      const where = `fact '${id}' of ${subject.id}`;
      parse(matching(/^[a-z0-9]+([-.][a-z0-9]+)*$/, 'a name of small letters'), id, where);
      if (subjectOf.has(id)) say(`is also a fact of ${subjectOf.get(id)}`, where);
      subjectOf.set(id, subject.id);
      if (!parse(fact, value, where)) continue;
      const known = value as Fact;
      if (known.settledBy !== undefined && !tables.examples.includes(known.settledBy))
        say(`settledBy: there is no example '${known.settledBy}'`, where);
      if (known.kind === 'commit') {
        once(`commit ${known.hash.slice(0, 12)}`, where);
        if (!(known.since in tables.releases))
          say(`since: src/facts/releases.ts has no date for ${known.since}`, where);
      }
      if (known.kind === 'mail') {
        if (!(known.message in tables.messages)) say(`message: there is no '${known.message}'`, where);
      } else if (!isStable(factUrl(known))) say(`its link would be ${factUrl(known)}`, where);
    }

  for (const [name, date] of Object.entries(tables.releases)) {
    parse(tag, name, `release '${name}'`);
    parse(day, date, `release '${name}'`);
  }
  return found;
}

/** The tables that pages are built from; `examples` are the ids of the examples that may settle a fact. */
export const tablesWith = (examples: readonly string[]): Tables => ({
  subjects,
  messages,
  releases,
  examples,
});

/** Throws an Error that names every entry that is wrong, and what is wrong with it. See {@link tablesWith}. */
export function checkTables(examples: readonly string[]): void {
  const found = mistakes(tablesWith(examples));
  if (found.length > 0) throw new Error(`src/facts is wrong:\n  ${found.join('\n  ')}`);
}
