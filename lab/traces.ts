import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { z } from 'astro/zod';
import { PatchedTrace, Trace } from './schema.ts';

/**
 * All committed recordings of Debian's kernels, checked against the schema, by series and then file system. `directory` is
 * for code that a bundler moves away from here. Throws, with the file's name, where one does not hold.
 */
export function readTraces(directory: URL = new URL('./traces/', import.meta.url)): Trace[] {
  return read(directory, Trace, ({ kernel }) => kernel);
}

/** All committed recordings of kernels that were built here with an option patched in; the same otherwise. */
export function readPatchedTraces(
  directory: URL = new URL('./traces/patched/', import.meta.url),
): PatchedTrace[] {
  return read(directory, PatchedTrace, ({ kernel, patched }) => `${kernel}+${patched.option}`).sort((a, b) =>
    a.kernel === b.kernel ? a.patched.option.localeCompare(b.patched.option) : 0,
  );
}

function read<T extends Trace>(directory: URL, schema: z.ZodType<T>, nameOf: (trace: T) => string): T[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const where = fileURLToPath(new URL(file, directory));
      const parsed = schema.safeParse(JSON.parse(readFileSync(where, 'utf8')));
      if (!parsed.success) throw new Error(`${where}: ${parsed.error.message}`);
      if (file !== `${nameOf(parsed.data)}-${parsed.data.fs}.json`)
        throw new Error(`${where}: of another name`);
      return parsed.data;
    })
    .sort((a, b) => compareSeries(a.kernel, b.kernel) || a.fs.localeCompare(b.fs));
}

/** Which of two series is older, for sorting: negative if it is `a`. 6.9 is older than 6.12. */
export function compareSeries(a: string, b: string): number {
  const [majorA, minorA] = a.split('.').map(Number);
  const [majorB, minorB] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}

/** Whether the kernel counts mappings in a DAX page's _refcount and rests at 0: from v6.15 on. */
export function countsMappings({ kernel }: Trace): boolean {
  return compareSeries(kernel, '6.15') >= 0;
}
