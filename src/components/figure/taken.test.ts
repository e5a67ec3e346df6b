import { describe, expect, test, vi } from 'vitest';
import { parseSchedule } from '../../sim/checker/index.ts';
import { composedNamed } from '../../sim/compose/index.ts';
import { examples } from '../../sim/examples/index.ts';
import { exported } from '../../sim/export/index.ts';
import { pair, scheduleOf, toldPair } from '../../sim/trace/index.ts';
import { formatView } from '../../sim/trace/link.ts';
import { parseView } from '../../sim/trace/read-link.ts';
import { sideBySide } from '../../sim/trace/side-by-side.ts';
import { toAscii } from '../../text/layout.ts';
import { asMarkdown, asText, asTrace, save } from './taken.ts';

describe.each(
  examples.flatMap((example) => [
    { id: example.id, example, where: 'on its own page', home: example },
    { id: example.id, example, where: 'in a chapter', home: null },
  ]),
)('$id, $where', ({ example, home }) => {
  const [left, right] = example.pair;
  const schedule = parseSchedule(example.told);
  const shown = pair(example, left, right, schedule);
  const view = { example: example.id, left, right, row: 3, teller: 'left', fails: null } as const;
  const fragment = formatView({ ...view, schedule, fingerprint: 'abc123' }, home);
  const link = home === null ? fragment : `x/${example.id}/${fragment}`;
  const url = `https://host.example/x/${example.id}/${fragment}`;

  test('as text is a mail of 72 columns that ends with the link and the command', () => {
    const text = asText({ example, pair: shown, url });
    const lines = text.split('\n');
    expect(lines.slice(-3)).toEqual([`[1] ${url}`, `    npm run -s sim -- show '${link}'`, '']);
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(lines.slice(0, -3).filter((line) => line.length > 72)).toEqual([]);
    const blank = lines.indexOf('');
    expect(lines.slice(0, blank).join(' ')).toBe(toAscii(`${example.question} [1]`));
    expect(lines.slice(blank + 1, -4)).toEqual(sideBySide(example, shown).map(toAscii));
    expect(lines.at(-4)).toBe('');
  });

  test('as Markdown is a link, the columns as they are, and the command', () => {
    const text = asMarkdown({ example, pair: toldPair(example), url });
    const [title, blank, ...rest] = text.split('\n');
    expect(blank).toBe('');
    expect(title).toBe(`[${example.question}](${url})`);
    expect(rest.slice(0, -4)).toEqual(['```', ...sideBySide(example, toldPair(example))]);
    expect(rest.slice(-4)).toEqual(['```', '', `In a terminal: \`npm run -s sim -- show '${link}'\``, '']);
  });

  test.each(['left', 'right'] as const)('as a trace on the %s is what the terminal exports', (side) => {
    const design = side === 'left' ? left : right;
    const { name, text } = asTrace({ example, pair: shown, url }, side);
    expect(name).toBe(`${example.id}-${design}.itf.json`);
    expect(text).toBe(exported(example, design, 'itf', scheduleOf(shown.rows, side)));
  });

  test('the command has a link that reads back as what is shown', () => {
    const [, link] = /show '([^']+)'/.exec(asText({ example, pair: shown, url })) as RegExpExecArray;
    const [page, hash] = link.split('#');
    expect(page).toBe(home === null ? '' : `x/${example.id}/`);
    expect(parseView(hash, example, home !== null)).toEqual({ ...view, schedule, fingerprint: 'abc123' });
  });
});

test('what the reader has changed is said, in lines of its own, and is in the command', () => {
  const changed = composedNamed('missed-wakeup+nic=get,folio-put+never=nic_ended');
  const shown = {
    example: changed,
    pair: toldPair(changed),
    url: 'https://host.example/x/missed-wakeup/#+nic=get/3',
  };
  const lines = asText(shown).split('\n');
  expect(lines.slice(1, 4)).toEqual(['with nic = get,folio-put', 'with never = nic ended', '']);
  expect(asMarkdown(shown)).toContain('\n\nwith nic = get,folio-put\n\nwith never = nic ended\n\n```\n');
  for (const text of [asText(shown), asMarkdown(shown)])
    expect(text).toContain("npm run -s sim -- show 'x/missed-wakeup/#+nic=get/3'");
  expect(asTrace(shown, 'left').name).toBe('missed-wakeup-changed-current.itf.json');
});

test('a text is saved by the browser under its name, and let go of when that has begun', async () => {
  vi.useFakeTimers();
  const made: { blob: Blob; link: { href: string; download: string; clicked: number }; gone: string[] } = {
    blob: new Blob(),
    link: { href: '', download: '', clicked: 0 },
    gone: [],
  };
  vi.stubGlobal('document', {
    createElement: (tag: string) =>
      tag === 'a' ? Object.assign(made.link, { click: () => void made.link.clicked++ }) : null,
  });
  vi.stubGlobal('URL', {
    createObjectURL: (blob: Blob) => {
      made.blob = blob;
      return 'blob:1';
    },
    revokeObjectURL: (url: string) => made.gone.push(url),
  });
  save('trace.itf.json', '{"a": 1}');
  expect(made.link).toMatchObject({ href: 'blob:1', download: 'trace.itf.json', clicked: 1 });
  expect(await made.blob.text()).toBe('{"a": 1}');
  expect(made.blob.type).toBe('application/json');
  expect(made.gone).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(made.gone).toEqual(['blob:1']);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
