/**
 * Builds the site, once per run, as it may be published: under a path of somebody else's host. It goes to its
 * own directory, so that dist/ stays what `npm run build` made. REUSE_SITE=1 takes the last build, if it is one of
 * the files that are there now.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { serve } from '../../scripts/serve.mjs';
import { changes, sourcesOf } from '../sources.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The served site; ends with a slash. */
    site: string;
    /** The directory it was built to. */
    dist: string;
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = `${root}.cache/site`;
/** What that is built from, written down when the build is done. */
const record = `${root}.cache/site.json`;
const base = '/who-holds-the-page/';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const sources = sourcesOf(root);
  if (!process.env.REUSE_SITE || isStale(sources)) {
    rmSync(record, { force: true });
    execFileSync(process.execPath, ['scripts/astro.mjs', 'build', '--outDir', dist], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', BASE_PATH: base, SITE_URL: 'https://site.example' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    writeFileSync(record, JSON.stringify(sources));
  }
  const server = await serve({ dir: dist, base });
  project.provide('site', server.url);
  project.provide('dist', dist);
  return server.close;
}

/** Whether the site that is there is not that of these files; says so. */
function isStale(sources: ReturnType<typeof sourcesOf>): boolean {
  if (!existsSync(dist) || !existsSync(record)) {
    console.log('REUSE_SITE: there is no site to use again, so it is built.');
    return true;
  }
  const changed = changes(JSON.parse(readFileSync(record, 'utf8')), sources);
  if (changed.length === 0) return false;
  const more = changed.length > 3 ? ` and ${changed.length - 3} more` : '';
  console.log(`REUSE_SITE: built anew, for ${changed.slice(0, 3).join(', ')}${more} changed since.`);
  return true;
}
