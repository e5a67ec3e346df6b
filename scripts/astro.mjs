/** Runs Astro with its telemetry off: who reads or builds this document is nobody's business. */
process.env.ASTRO_TELEMETRY_DISABLED = '1';
await import('../node_modules/astro/bin/astro.mjs');
