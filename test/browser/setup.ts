/**
 * Builds the site, once per run, as it may be published: under a path of somebody else's host. It goes to its
 * own directory, so that dist/ stays what `npm run build` made. REUSE_SITE=1 takes the last build as it is.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { serve } from '../../scripts/serve.mjs';

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
const base = '/who-holds-the-page/';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!(process.env.REUSE_SITE && existsSync(dist))) {
    execFileSync(process.execPath, ['scripts/astro.mjs', 'build', '--outDir', dist], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', BASE_PATH: base, SITE_URL: 'https://site.example' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  }
  const server = await serve({ dir: dist, base });
  project.provide('site', server.url);
  project.provide('dist', dist);
  return server.close;
}
