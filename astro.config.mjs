// @ts-check
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { baseFrom, originFrom } from './scripts/published.mjs';
import { checkTables } from './src/facts/validate.ts';
import { highlightTree } from './src/highlight.ts';
import { redirects } from './src/redirects.ts';
import { searchIndex } from './src/search/build.ts';
import { examples } from './src/sim/examples/index.ts';

/** Fenced code goes through the same highlighter as the code in our components (see src/highlight.ts for why). */
const fencedCode = {
  name: 'fenced-code',
  element: {
    filter: ['pre'],
    /** @type {(node: any, context: any) => any} */
    visit(node, context) {
      const code = node.children[0];
      if (code?.tagName !== 'code') return undefined;
      const name = code.properties.className?.find((/** @type {string} */ c) => c.startsWith('language-'));
      const lang = code.data?.lang ?? name?.slice('language-'.length) ?? 'text';
      return highlightTree(context.textContent(code).replace(/\n$/, ''), lang);
    },
  },
};

const HELPER = '\0vite/preload-helper.js';

/**
 * What a browser loads of us is small: see the budgets in test/browser/site.test.ts.
 *
 * @type {import('vite').Plugin}
 */
const smallScripts = {
  name: 'small-scripts',
  enforce: 'pre',
  configEnvironment: (name) =>
    name === 'client'
      ? {
          build: {
            modulePreload: false,
            rolldownOptions: {
              treeshake: {
                // A figure needs a part of the model: what an index.ts names besides, and what is asked of an example,
                // can stay away. `designIds.concat('…')` and its like do nothing else that anybody could miss.
                moduleSideEffects: [{ test: /[\\/]src[\\/]sim[\\/]/, sideEffects: false }],
                manualPureFunctions: ['designIds', 'met', 'pinnedAndFreed'],
              },
              // What nearly every example runs comes with the figure: one file compresses better than six.
              output: {
                codeSplitting: {
                  groups: [
                    {
                      name: 'start',
                      test: /[\\/](figure[\\/]start\.tsx|examples[\\/]parts[\\/]actors\.ts)$/,
                    },
                    // So do the ends of an inode and of a device, which come together more often than not.
                    { name: 'ends', test: /[\\/]kernel[\\/](unbind|inode)\.ts$/ },
                  ],
                },
              },
            },
          },
        }
      : null,
  // Preact brings h() along anyway; the functions that JSX calls by default would come on top.
  transform: {
    filter: { id: /\.tsx$/ },
    handler: (code) => `import { Fragment, h } from 'preact';${code}`,
  },
  // Vite wraps each `import()` in a helper that fetches its style sheets and dependencies first. Ours have no style
  // sheets, and ask for all they need at once (see src/components/figure/awake.ts): the helper would be dead weight.
  // Each module has one of its own, or the file that it is in would be loaded by all that have an `import()`.
  resolveId: (id, importer) => (id === HELPER ? `${HELPER}?${importer}` : null),
  load: (id) => (id.startsWith(HELPER) ? 'export const __vitePreload = (load) => load();' : null),
};

/** A fact or a mail that is written down wrongly stops the build, with its name, before any page shows it. */
const checkedTables = {
  name: 'checked-tables',
  hooks: { 'astro:config:setup': () => checkTables(examples.map(({ id }) => id)) },
};

const base = baseFrom(process.env);

/** Whether a page only leads on, and so is no page to be found. @param {string} page its whole address */
const hasMoved = (page) =>
  Object.keys(redirects).some((from) => new URL(page).pathname === `${base}/${from}`.replace(/\/+/g, '/'));

export default defineConfig({
  site: originFrom(process.env),
  base,
  trailingSlash: 'always',
  output: 'static',
  devToolbar: { enabled: false },
  integrations: [
    checkedTables,
    mdx(),
    sitemap({ filter: (page) => !hasMoved(page) && !page.endsWith('/embed/') }),
    searchIndex(),
  ],
  markdown: {
    syntaxHighlight: false,
    processor: satteri({
      hastPlugins: [fencedCode],
      features: {
        // `--flag` and "quotes" have to arrive as they were written: they are pasted into mails and shells.
        smartPunctuation: false,
        // `## Title {#id}`: addresses of headings outlive their wording.
        headingAttributes: true,
      },
    }),
  },
  vite: {
    plugins: [smallScripts],
    oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' } },
    build: {
      // A script is a file, however small: what a page may run is what its policy says in words.
      assetsInlineLimit: (file) => (file.endsWith('.js') ? false : undefined),
      rolldownOptions: {
        onLog(level, log, handler) {
          // Astro marks each chapter with a directive of its own and removes it later: nothing to act on.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log);
        },
      },
    },
  },
  security: {
    // Astro writes this as a <meta> into each page and adds the hashes of its own inline scripts and styles
    // to script-src and style-src, which are 'self' otherwise. Style attributes in HTML are forbidden by it.
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self' data:",
        "font-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        // Not 'none': Lighthouse fetches robots.txt as the page, and counts a refusal against the page.
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
      ],
    },
  },
});
