import { compile, type FormatCallback } from 'html-to-text';
import { toAscii, WIDTH, wrap } from './layout.ts';

/**
 * A page's HTML as plain text for a mail: 72 columns, ASCII, links as footnotes.
 *
 * Text that was laid out by hand (`<pre>`) is taken as it is: it is at most 72 columns wide already.
 */
export function htmlToMail(html: string, origin: string): string {
  const notes: string[] = [];
  const link: FormatCallback = (element, walk, builder) => {
    walk(element.children ?? [], builder);
    const href = element.attribs?.href ?? '';
    if (href.startsWith('#')) return;
    const url = new URL(href, origin).href;
    if (!notes.includes(url)) notes.push(url);
    builder.addInline(` [${notes.indexOf(url) + 1}]`);
  };
  const rule: FormatCallback = (element, walk, builder) => {
    builder.openBlock({ leadingLineBreaks: 2 });
    walk(element.children ?? [], builder);
    builder.closeBlock({
      trailingLineBreaks: 2,
      blockTransform: (text) => `${text}\n${(element.name === 'h1' ? '=' : '-').repeat(longest(text))}`,
    });
  };
  // As mails do it: a property's name is a sentence, and runs into ours where it is not set off.
  const emphasis: FormatCallback = (element, walk, builder) => {
    builder.addLiteral('*');
    walk(element.children ?? [], builder);
    builder.addLiteral('*');
  };
  const term: FormatCallback = (element, walk, builder) => {
    builder.openBlock({ leadingLineBreaks: 2 });
    walk(element.children ?? [], builder);
    builder.closeBlock({ trailingLineBreaks: 1 });
  };
  /** What is said of a term, set in. */
  const definition: FormatCallback = (element, walk, builder) => {
    builder.openBlock({ leadingLineBreaks: 1, reservedLineLength: 2 });
    walk(element.children ?? [], builder);
    builder.closeBlock({ trailingLineBreaks: 1, blockTransform: (text) => text.replace(/^(?=.)/gm, '  ') });
  };
  const convert = compile({
    wordwrap: WIDTH,
    formatters: { definition, emphasis, link, rule, term },
    selectors: [
      { selector: 'a', format: 'link' },
      { selector: 'em', format: 'emphasis' },
      ...['h1', 'h2', 'h3'].map((selector) => ({ selector, format: 'rule' })),
      { selector: 'pre', format: 'pre' },
      // Four columns of this width, with what stands between them, are a mail's.
      {
        selector: 'table',
        format: 'dataTable',
        options: { maxColumnWidth: 19, colSpacing: 2, uppercaseHeaderCells: false },
      },
      { selector: 'dl', format: 'block', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      { selector: 'dt', format: 'term' },
      { selector: 'dd', format: 'definition' },
      { selector: 'ul', options: { itemPrefix: '- ' } },
    ],
  });
  const text = convert(html).trim();
  const footnotes = notes.map((url, i) => `[${i + 1}] ${url}`);
  return toAscii(`${text}\n\n${footnotes.join('\n')}\n`).replace(/ +$/gm, '');
}

const longest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

/** A paragraph as it stands under a title. */
export const paragraph = (text: string): string => wrap(text).join('\n');
