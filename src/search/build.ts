import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

/** What is not prose: it would be found for every word, and make excerpts that nobody can read. */
const notProse = [
  'nav',
  'figure',
  '.kicker',
  '.status',
  '.result',
  '.matrix',
  '.recording',
  '.functions a',
  '.quote',
  '.changes',
];
/** Pagefind's own user interfaces, and the worker that src/search/page.ts, which is ours, does without. */
const unused = /(ui|highlight|worker)\.(js|css)$/;

/** Makes the search index from the built pages whose `main` has `data-pagefind-body`, into pagefind/. */
export const searchIndex = (): AstroIntegration => ({
  name: 'search-index',
  hooks: {
    'astro:build:done': async ({ dir, logger }) => {
      const site = fileURLToPath(dir);
      // A name with underscores is one word.
      const { index, errors } = await createIndex({ excludeSelectors: notProse, includeCharacters: '_' });
      if (!index) throw new Error(`no search index: ${errors.join('; ')}`);
      const added = await index.addDirectory({ path: site });
      const { files, errors: unwritten } = await index.getFiles();
      const wrong = [...errors, ...added.errors, ...unwritten];
      if (wrong.length > 0) throw new Error(`no search index: ${wrong.join('; ')}`);
      for (const { path: name, content } of files.filter(({ path }) => !unused.test(path))) {
        const file = path.join(site, 'pagefind', name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
      await close();
      const pages = files.filter(({ path }) => path.startsWith('fragment/'));
      logger.info(`${pages.length} pages can be searched`);
    },
  },
});
