import { WrongCall } from './wrong-call.mjs';

/** The first Node that runs all of this: TypeScript as it is, and Lighthouse. */
const OLDEST = '22.19.0';

/**
 * Says what is missing before something deep in a tool does. `npm ci` installs all of it; `--omit=optional` leaves out
 * a current Node, and the halves of tools that are made for one platform.
 *
 * @param {{ node: string }} [versions] of what runs this
 */
export async function needInstall({ node } = process.versions) {
  if (node.localeCompare(OLDEST, 'en', { numeric: true }) < 0)
    throw new WrongCall(
      `Node ${node} is too old: bring ${OLDEST} or newer, or use npm's scripts after a whole \`npm ci\``,
    );
  try {
    await import('rolldown'); // stands for all of them; a build loads it anyway
  } catch {
    throw new WrongCall(
      `packages for ${process.platform}-${process.arch} are missing: run \`npm ci\`, without --omit=optional`,
    );
  }
}
