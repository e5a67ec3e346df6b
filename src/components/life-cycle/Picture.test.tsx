import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { exampleNamed } from '../../sim/examples/index.ts';
import { lifeCycleOf } from '../../sim/lifecycle/index.ts';
import { layout } from './layout.ts';
import { Picture } from './Picture.tsx';

const life = lifeCycleOf(exampleNamed('life'), 'v6.15');
const html = render(h(Picture, { life, drawing: layout(life), id: 'one' }));

test('has a title and a description, by ids that no other picture has', () => {
  expect(html).toContain('role="img" aria-labelledby="one-title one-desc"');
  expect(html).toContain('<title id="one-title">The life of a page, v6.15 and later</title>');
  expect(html).toContain('<desc id="one-desc">8 conditions with their counts, 16 steps between them.</desc>');
});

test('keeps to what the Content Security Policy allows', () => {
  expect(html).not.toMatch(/\sstyle=|<style|<script|\son\w+=/);
});

test('shades the conditions whose count is that of an idle page, and no other', () => {
  const shaded = [...html.matchAll(/<g class="stage idle">.*?<text[^>]*>([^<]*)</gs)].map(
    ([, words]) => words,
  );
  expect(shaded).toEqual(['free block', 'no DAX entry', 'not mapped']);
});

test('can be read in a text browser, which prints the text between the tags', () => {
  const text = html
    .replace(/<title.*?<\/title>|<desc.*?<\/desc>/gs, '')
    .replace(/<[^>]*>/g, '')
    .split('\n')
    .map((line) => line.trimEnd());
  expect(text.slice(2, 12)).toEqual([
    'not pinned    pinned',
    'free block 0',
    '      ↑ ext4_truncate()',
    'no DAX entry 0',
    '      ↓ dax_insert_entry()',
    '      ↑ dax_delete_mapping_range()',
    'not mapped 0 (1–3, 1024–1026)    not mapped 1024 (1025–1026)',
    '      ↓ vmf_insert_page_mkwrite()',
    '      ↑ zap_present_folio_ptes()',
    '      ← unpin_user_page()',
  ]);
});
