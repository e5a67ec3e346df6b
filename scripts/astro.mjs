/** Runs Astro, once it is known that it can run, and what for. */
import { needInstall } from './install.mjs';
import { oneBuildAtATime } from './one-build.mjs';
import { baseFrom, originFrom } from './published.mjs';
import { run } from './wrong-call.mjs';

// Who reads or builds this document is nobody's business.
process.env.ASTRO_TELEMETRY_DISABLED = '1';

await run('astro', async () => {
  await needInstall();
  originFrom(process.env);
  baseFrom(process.env);
  if (process.argv[2] === 'build') await oneBuildAtATime();
  await import('../node_modules/astro/bin/astro.mjs');
});
