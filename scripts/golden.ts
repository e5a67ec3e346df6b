/** Writes test/golden/ afresh: for changes of a text that are meant. Read the diff before you commit it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { goldenTexts } from '../test/golden.ts';

const folder = new URL('../test/golden/', import.meta.url);
const texts = goldenTexts();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of texts) writeFileSync(new URL(name, folder), text);
console.log(`wrote ${texts.size} texts to test/golden/`);
