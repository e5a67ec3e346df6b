/**
 * After an install: puts the Node among the dependencies first on the PATH of npm scripts, where npm 10 left it
 * out. That npm links the `node` of each platform's package, and then removes the link along with the
 * packages of the other platforms. npm 11 needs none of this.
 */
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));
const ours = `node-${process.platform}-${process.arch}/bin/node`;
const link = `${modules}.bin/node`;

if (process.platform === 'linux' && existsSync(modules + ours) && !existsSync(link)) {
  mkdirSync(`${modules}.bin`, { recursive: true });
  rmSync(link, { force: true }); // one that leads nowhere
  symlinkSync(`../${ours}`, link);
}
