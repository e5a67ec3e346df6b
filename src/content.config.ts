import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { chapterHead } from './contents/chapter.ts';

const chapters = defineCollection({
  // The document itself: docs/ is for readers of the repository too, so it is not under src/.
  loader: glob({
    base: './docs',
    pattern: '*.mdx',
    generateId: ({ entry, data }) => String(data.id ?? entry.replace(/\.mdx$/, '')),
  }),
  schema: chapterHead,
});

export const collections = { chapters };
