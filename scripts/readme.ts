/** Runs the commands that README.md shows, and puts their real output under them: `npm run readme`. */
import { execSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../README.md', import.meta.url);

/** README.md's text with each console block's output made anew. */
export function refreshed(text: string): string {
  return text.replace(/^```console\n\$ (.*)\n[\s\S]*?^```$/gm, (_, command: string) => {
    const output = execSync(command, { cwd: new URL('..', import.meta.url), encoding: 'utf8' });
    return `\`\`\`console\n$ ${command}\n${output.trimEnd()}\n\`\`\``;
  });
}

if (import.meta.main) writeFileSync(file, refreshed(readFileSync(file, 'utf8')));
