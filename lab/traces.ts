import { readdirSync, readFileSync } from 'node:fs';
import { Trace } from './schema.ts';

/**
 * All committed recordings, checked against the schema, by series and then file system. `directory` is for code that
 * a bundler moves away from here. Throws, with the file's name, where one does not hold.
 */
export function readTraces(directory: URL = new URL('./traces/', import.meta.url)): Trace[] {
  const number = (series: string) => series.split('.').map(Number);
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const parsed = Trace.safeParse(JSON.parse(readFileSync(new URL(file, directory), 'utf8')));
      if (!parsed.success) throw new Error(`lab/traces/${file}: ${parsed.error.message}`);
      if (file !== `${parsed.data.kernel}-${parsed.data.fs}.json`)
        throw new Error(`lab/traces/${file}: of another name`);
      return parsed.data;
    })
    .sort((a, b) => {
      const [majorA, minorA] = number(a.kernel);
      const [majorB, minorB] = number(b.kernel);
      return majorA - majorB || minorA - minorB || a.fs.localeCompare(b.fs);
    });
}

/** Whether the kernel counts mappings in a DAX page's _refcount and rests at 0: from v6.15 on. */
export function countsMappings(trace: Trace): boolean {
  const [major, minor] = trace.kernel.split('.').map(Number);
  return major > 6 || (major === 6 && minor >= 15);
}
