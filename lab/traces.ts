import { readdirSync, readFileSync } from 'node:fs';
import { Trace } from './schema.ts';

/**
 * All committed recordings, checked against the schema, by series and then file system. `directory` is for code that
 * a bundler moves away from here. Throws, with the file's name, where one does not hold.
 */
export function readTraces(directory: URL = new URL('./traces/', import.meta.url)): Trace[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const parsed = Trace.safeParse(JSON.parse(readFileSync(new URL(file, directory), 'utf8')));
      if (!parsed.success) throw new Error(`lab/traces/${file}: ${parsed.error.message}`);
      if (file !== `${parsed.data.kernel}-${parsed.data.fs}.json`)
        throw new Error(`lab/traces/${file}: of another name`);
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
