import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WrongCall } from './wrong-call.mjs';

const BUSY = 5; // SQLITE_BUSY
const lockFile = fileURLToPath(new URL('../.cache/build.lock', import.meta.url));

/** Kept open until this process ends. @type {import('node:sqlite').DatabaseSync[]} */
const held = [];

/**
 * Lets one build of this folder run at a time, for they write the same files: waits for the other to end, and says so.
 * The lock is SQLite's because the system takes that back from a process, however it ends: a build that was killed
 * leaves no lock behind.
 *
 * @param {string} [file]
 */
export async function oneBuildAtATime(file = lockFile) {
  const { DatabaseSync } = await import('node:sqlite');
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const lock = new DatabaseSync(file);
    for (let waits = false; !taken(lock); waits = true) {
      if (!waits) console.error('Another build of this folder is under way: this one waits for its end.');
      await setTimeout(200);
    }
    held.push(lock);
  } catch (error) {
    throw new WrongCall(`cannot lock ${file}: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {import('node:sqlite').DatabaseSync} lock */
function taken(lock) {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (/** @type {{ errcode?: number }} */ (error).errcode === BUSY) return false;
    throw error;
  }
}
