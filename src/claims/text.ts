import { type FactId, factPlace, facts, factUrl } from '../facts/facts.ts';
import { messages, messageUrl } from '../facts/messages.ts';
import { bearingsOf, toldLines, unseenSentence } from '../recordings/tell.ts';
import { designNamed } from '../sim/designs/index.ts';
import { showingLines, showingTitle } from '../sim/verdicts/showing.ts';
import { count, heading, toAscii, wrap } from '../text/layout.ts';
import type { Claim } from './claim.ts';
import { bearings, type Judged, type Piece } from './judge.ts';
import { askedWords, authorOf, bearingWords, opinionSentence, signature, verdictSentence } from './words.ts';

/** A claim as plain text for a mail: 72 columns, ASCII, links as footnotes. `url` is its page's. */
export function claimText(judged: Judged, url: string): string {
  const { claim, pieces, showing, searches, states, told } = judged;
  const notes: string[] = [];
  const note = (link: string): string => {
    if (!notes.includes(link)) notes.push(link);
    return `[${notes.indexOf(link) + 1}]`;
  };
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [...heading(title), ...lines, ''];
  const lines = [
    ...heading(`C${claim.number}: ${claim.title}`, '='),
    '',
    url,
    '',
    ...wrap(`${bylines(claim, note)}.`),
    '',
    ...wrap(verdictSentence(claim)),
    '',
    ...wrap(claim.statement),
    ...(claim.opinion ? ['', ...wrap(opinionSentence(claim))] : []),
    '',
    ...section('What the checker finds', [
      ...bearings.flatMap((bearing) => {
        const found = pieces.filter((piece) => piece.bearing === bearing).flatMap(foundLines);
        return found.length === 0 ? [] : [`${bearingWords[bearing]}:`, ...found];
      }),
      ...(searches > 0
        ? ['', ...wrap(`Searched ${count(states, 'state')} in ${count(searches, 'search', 'searches')}.`)]
        : []),
    ]),
    ...(showing ? section(showingTitle(showing), showingLines(showing)) : []),
    ...section(
      "The kernel's functions",
      claim.facts.flatMap((id) => factLines(id, note)),
    ),
    ...section('What real kernels did', [
      ...bearingsOf(told).flatMap(({ bearing, seen }) => [
        `${bearingWords[bearing]}:`,
        ...toldLines({ seen }, (scenario) => note(new URL(`../../r/${scenario}.txt`, url).href)),
      ]),
      ...(told.unseen ? wrap(unseenSentence(told.unseen)) : []),
    ]),
    ...section('What came of it', [
      ...wrap(claim.after.text),
      ...claim.after.facts.flatMap((id) => factLines(id, note)),
      ...(claim.after.mails ?? []).flatMap((id) =>
        wrap(`- ${signature(id)} ${note(messageUrl(messages[id]))}: ${messages[id].says}`, 72, '  '),
      ),
    ]),
    ...notes.map((link, i) => `[${i + 1}] ${link}`),
  ];
  return toAscii(`${lines.join('\n')}\n`);
}

/** The block to paste into a reply: the claim, what it comes to, what that rests on, and the link as a footnote. */
export function claimQuote({ claim, pieces }: Judged, url: string): string {
  return toAscii(
    [
      ...wrap(`C${claim.number}: ${claim.title} (${authorOf(claim)}) [1]`),
      ...wrap(verdictSentence(claim)),
      ...bearings
        .filter((bearing) => bearing !== 'beside')
        .flatMap((bearing) => {
          const found = pieces.filter((piece) => piece.bearing === bearing && quoted.has(piece.kind));
          return found.length === 0 ? [] : [`${bearingWords[bearing]}:`, ...found.flatMap(foundLines)];
        }),
      '',
      `[1] ${url}`,
    ].join('\n'),
  );
}

function bylines(claim: Claim, note: (link: string) => string): string {
  const { by } = claim;
  return typeof by === 'string'
    ? authorOf(claim)
    : by.map((id) => `${signature(id)} ${note(messageUrl(messages[id]))}`).join('; ');
}

function factLines(id: FactId, note: (link: string) => string): string[] {
  const fact = facts[id];
  const name =
    fact.kind === 'code' ? `${fact.function}() ` : fact.kind === 'commit' ? `"${fact.title}" ` : '';
  return wrap(`- ${name}${factPlace(fact)} ${note(factUrl(fact))}: ${fact.shows}`, 72, '  ');
}

/** Which evidence says enough in a mail, where nobody can look at it. */
const quoted: ReadonlySet<Piece['kind']> = new Set(['property', 'count', 'inclusion']);

function foundLines(piece: Piece): string[] {
  const answers = piece.answers.map(({ design, words }) =>
    design ? `${designNamed(design).title}: ${words}` : words,
  );
  return wrap(`- ${askedWords(piece)}: ${answers.join('; ')}`, 72, '  ');
}
