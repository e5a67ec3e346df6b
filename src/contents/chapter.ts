import { z } from 'astro/zod';

/** A change of a chapter that a reader who knows it would want to hear of. */
export interface Change {
  readonly date: Date;
  /** In one sentence, without the full stop. */
  readonly what: string;
}

/** What stands at the head of a chapter's file. Anything else there is an error, and fails the build. */
export const chapterHead = z
  .strictObject({
    /** The address, where it is not the file's name. */
    id: z.string().optional(),
    title: z.string(),
    /** Where it stands among the chapters; numbers need not follow on each other, and no reader sees them. */
    order: z.number(),
    /** Appendices stand after all chapters, and are lettered. */
    appendix: z.boolean().default(false),
    /** Findings are a series of their own: what a real kernel does, written to be mailed. */
    finding: z.boolean().default(false),
    summary: z.string(),
    status: z.string(),
    /** What the chapter is about, at which version. */
    describes: z.string(),
    /** When its statements were last compared with what they describe. */
    checked: z.coerce.date(),
    /** Newest first. */
    changes: z.array(z.strictObject({ date: z.coerce.date(), what: z.string().regex(/[^.]$/) })).min(1),
  })
  .refine(({ appendix, finding }) => !(appendix && finding), 'an appendix is no finding')
  .refine(({ changes }) => changes.every(({ date }, i) => i === 0 || date <= changes[i - 1].date), {
    path: ['changes'],
    message: 'the newest change comes first',
  })
  .refine(({ changes, checked }) => changes.every(({ date }) => date <= checked), {
    path: ['checked'],
    message: 'a chapter is checked again when it changes: no change is newer than that',
  });

/** A date as it stands in data and plain text: 2026-11-22. */
export const isoDate = (date: Date): string => date.toISOString().slice(0, 10);

/** A date as it stands on a page: 22 November 2026. */
export const longDate = (date: Date): string =>
  date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
