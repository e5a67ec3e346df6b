import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const chapters = defineCollection({
  // The document itself: docs/ is for readers of the repository too, so it is not under src/.
  loader: glob({
    base: './docs',
    pattern: '*.mdx',
    generateId: ({ entry, data }) => String(data.id ?? entry.replace(/\.mdx$/, '')),
  }),
  schema: z.strictObject({
    /** The address, where it is not the file's name. */
    id: z.string().optional(),
    title: z.string(),
    order: z.number(),
    summary: z.string(),
    status: z.string(),
    /** What the chapter is about, at which version. */
    describes: z.string(),
    /** When its statements were last compared with what they describe. */
    checked: z.coerce.date(),
  }),
});

export const collections = { chapters };
