import { describe, expect, test } from 'vitest';
import { designNamed } from '../sim/designs/index.ts';
import { exampleNamed, examples } from '../sim/examples/index.ts';
import { verdictOf, verdictsOf } from '../sim/verdicts/verdicts.ts';
import type { Claim } from './claim.ts';
import { claimNumbered, claims } from './claims.ts';
import { judge } from './judge.ts';

test.each(claims.map((claim) => [claim.number, claim] as const))(
  'C%d: its evidence comes out as written, and its verdict follows',
  (_, claim) => {
    const { pieces, searches, states } = judge(claim);
    for (const { answers } of pieces) expect(answers.length).toBeGreaterThan(0);
    expect(states).toBeGreaterThanOrEqual(searches);
    expect(searches > 0, 'what is decided was searched').toBe(pieces.some(({ example }) => example !== null));
  },
);

test.each(claims.filter(({ shows }) => shows !== undefined).map((claim) => [claim.number, claim] as const))(
  'C%d: its figure shows what its evidence is about',
  (_, claim) => {
    const { showing, pieces } = judge(claim);
    if (!showing) throw new Error('there is no figure');
    const [left, right] = showing.example.pair;
    const asked = pieces.filter(({ example }) => example?.id === showing.example.id);
    const designs = asked.flatMap(({ answers }) => answers.map(({ design }) => design));
    expect(showing.example.designs).toEqual(expect.arrayContaining([left, right]));
    if (showing.property) {
      expect(designs).toContain(left);
      expect(verdictOf(exampleNamed(showing.example.id), left, showing.property).verdict).toBe('fails');
    } else expect(designs.includes(left) || designs.includes(right)).toBe(true);
  },
);

test('every claim that runs an example has a figure', () => {
  for (const claim of claims)
    expect(claim.shows !== undefined, `C${claim.number}`).toBe(judge(claim).searches > 0);
});

test('answers to one question about one example stand together', () => {
  const { pieces } = judge(claimNumbered(2));
  const [lost] = pieces.filter(
    ({ asked, example, bearing }) =>
      asked === 'no lost wake-up' && example?.id === 'missed-wakeup' && bearing === 'for',
  );
  expect(lost.answers.map(({ design, tone }) => [design, tone])).toEqual([
    ['current', 'fails'],
    ['v5.17', 'holds'],
  ]);
});

test('a number is the first page’s count in the replay', () => {
  const { pieces } = judge(claimNumbered(26));
  const counts = pieces.filter(({ asked }) => asked.startsWith('count'));
  expect(counts.map(({ asked, answers }) => [asked, answers[0].words])).toEqual([
    ['count after dax_insert_entry()', '0'],
    ['count after folio_ref_inc()', '1'],
    ['count after vmf_insert_page_mkwrite()', '2'],
    ['count after folio_put()', '1'],
  ]);
});

test('an inclusion looks at every property of every example', () => {
  const piece = judge(claimNumbered(16)).pieces.find(({ example }) => example === null);
  const both = examples.filter(({ designs }) =>
    ['fs-held', 'fs-held-notify'].every((id) => designs.includes(id)),
  );
  const held = both.flatMap((example) =>
    example.demands.filter((property) => {
      const { verdict, empty } = verdictOf(example, 'fs-held', property);
      return verdict === 'holds' && !empty;
    }),
  );
  expect(piece?.answers[0].words).toBe(`so for ${held.length} properties`);
});

describe('a claim that would lie does not build, and says which page, claim, example and property', () => {
  const { shows: _, ...plain } = claimNumbered(2);
  const claim = (change: object): Claim => ({ ...plain, ...change }) as Claim;
  const property = (example: string, design: string, property: string, is: string) => ({
    kind: 'property',
    example,
    designs: [design],
    property,
    is,
  });
  const fails = property('missed-wakeup', 'current', 'no-lost-wakeup', 'fails');

  test.each([
    [
      'evidence that comes out otherwise',
      claim({ evidence: { for: [property('missed-wakeup', 'current', 'no-lost-wakeup', 'holds')] } }),
      /^claim C2: example missed-wakeup, property no-lost-wakeup, design current: the page says 'holds', the checker finds 'fails' in \d+ states$/,
    ],
    [
      'an example that is not there',
      claim({ evidence: { for: [property('nonsense', 'current', 'no-lost-wakeup', 'fails')] } }),
      /^claim C2: there is no example 'nonsense'/,
    ],
    [
      'a design that is not there',
      claim({ evidence: { for: [property('missed-wakeup', 'nonsense', 'no-lost-wakeup', 'fails')] } }),
      /^claim C2: there is no design 'nonsense'/,
    ],
    [
      'a property that is not there',
      claim({ evidence: { for: [property('missed-wakeup', 'current', 'nonsense', 'fails')] } }),
      /^claim C2: example missed-wakeup has no property 'nonsense'/,
    ],
    [
      'a situation that is not met',
      claim({
        evidence: {
          for: [{ kind: 'met', example: 'missed-wakeup', designs: ['current'], situation: 'nonsense' }],
        },
      }),
      /^claim C2: example missed-wakeup has no property 'nonsense'/,
    ],
    [
      'another count than the replay’s',
      claim({
        evidence: {
          for: [
            {
              kind: 'count',
              example: 'missed-wakeup',
              designs: ['current'],
              at: 'unpin.sub',
              when: 'after',
              is: 7,
            },
          ],
        },
      }),
      /^claim C2: example missed-wakeup, design current: the claim says that the count after unpin.sub is 7, the replay that it is 1$/,
    ],
    [
      'a step that the told schedule does not come to',
      claim({
        evidence: {
          for: [
            {
              kind: 'count',
              example: 'missed-wakeup',
              designs: ['current'],
              at: 'evict.iput',
              when: 'after',
              is: 1,
            },
          ],
        },
      }),
      /^claim C2: the told schedule of missed-wakeup does not come to evict.iput under current$/,
    ],
    [
      'another choice than the design’s',
      claim({ evidence: { for: [{ kind: 'choice', designs: ['current'], choice: 'idle', is: 0 }] } }),
      /^claim C2: design current: the claim says idle is '0', the design '1'$/,
    ],
    [
      'an inclusion that is none',
      claim({ evidence: { for: [{ kind: 'inclusion', designs: ['fs-held-notify', 'fs-held'] }] } }),
      /^claim C2: example unbind-mapped, property unbind-finishes: the claim says that what holds under fs-held-notify holds under fs-held, but this does not$/,
    ],
    [
      'no evidence',
      claim({ evidence: {} }),
      "claim C2: it has no evidence, so its verdict cannot be 'holds'",
    ],
    [
      'evidence against what holds',
      claim({ evidence: { against: [fails] } }),
      "claim C2: it says 'holds', but from its evidence follows 'fails'",
    ],
    [
      'an assumption that is not needed',
      claim({ evidence: { for: [fails] }, verdict: 'holds only if', assumption: 'it rains' }),
      "claim C2: it says 'holds only if', but from its evidence follows 'holds'",
    ],
    [
      'a choice that not all kernels make',
      claim({
        evidence: {
          for: [{ kind: 'space', question: 'in-use', choice: 'mapping', is: 'holds a reference' }],
        },
      }),
      'claim C2: all that is asked but of a removal: the claim says that those that have it choose mapping holds a reference, the search either way',
    ],
    [
      'a choice that all kernels make, said to be open',
      claim({ evidence: { for: [{ kind: 'space', question: 'in-use', choice: 'idle', is: null }] } }),
      'the claim says that those that have it choose idle either way, the search 0',
    ],
    [
      'a question that nobody has put to all kernels',
      claim({ evidence: { for: [{ kind: 'space', question: 'some' as 'all', choice: 'idle', is: 0 }] } }),
      'nothing was searched for some',
    ],
    [
      'more changes than it takes',
      claim({ evidence: { for: [{ kind: 'fewest', question: 'in-use', from: 'v6.15', is: 3 }] } }),
      'the claim says that it takes 3 changes of v6.15, the search 2',
    ],
    [
      'changes of a design that nobody looked at',
      claim({ evidence: { for: [{ kind: 'fewest', question: 'in-use', from: 'v5.17', is: 3 }] } }),
      'no smaller changes of v5.17 were looked for',
    ],
    [
      'an assumption that is kept quiet',
      claim({ evidence: { for: [fails], beyond: [fails] } }),
      "claim C2: it says 'holds', but from its evidence follows 'holds only if'",
    ],
    [
      'a figure of a failure that is none',
      claim({
        shows: { example: 'missed-wakeup', pair: ['fs-held', 'current'], property: 'no-lost-wakeup' },
      }),
      'claim C2: missed-wakeup/fs-held/no-lost-wakeup has no failing schedule',
    ],
  ])('%s', (_, lie, message) => {
    expect(() => judge(lie)).toThrow(message);
  });
});

test('designs that a figure needs are there', () => {
  for (const claim of claims)
    for (const design of claim.shows?.pair ?? []) expect(designNamed(design).id).toBe(design);
});

test('an answer has the tone of its verdict, and a schedule where it fails; what is met, and what is no verdict, has neither', () => {
  for (const claim of claims)
    for (const { answers, example, kind } of judge(claim).pieces)
      for (const { design, tone, schedule, words } of answers) {
        if (kind !== 'property') {
          expect({ tone, schedule }).toEqual({ tone: 'plain', schedule: null });
          continue;
        }
        expect(words.startsWith(tone)).toBe(true);
        const fails = tone === 'fails';
        expect(schedule === null).toBe(!fails);
        if (fails && example && design)
          expect(verdictsOf(example, design).some((one) => one.schedule === schedule)).toBe(true);
      }
});
