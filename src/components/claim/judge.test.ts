import { describe, expect, test } from 'vitest';
import { type Claim, claimNumbered, claims } from '../../data/claims.ts';
import { designNamed } from '../../sim/designs/index.ts';
import { exampleNamed, examples, findingOf } from '../../sim/examples/index.ts';
import { judge, judged } from './judge.ts';

test.each(claims.map((claim) => [claim.number, claim] as const))(
  'C%d: its evidence comes out as written, and its verdict follows',
  (number, claim) => {
    const { pieces, searches, states } = judge(claim, `/c/${number}/`);
    for (const { answers } of pieces) expect(answers.length).toBeGreaterThan(0);
    expect(states).toBeGreaterThanOrEqual(searches);
    expect(searches > 0, 'what is decided was searched').toBe(pieces.some(({ example }) => example !== null));
  },
);

test.each(claims.filter(({ shows }) => shows !== undefined).map((claim) => [claim.number, claim] as const))(
  'C%d: its figure shows what its evidence is about',
  (number, claim) => {
    const { showing, pieces } = judge(claim, `/c/${number}/`);
    if (!showing) throw new Error('there is no figure');
    const [left, right] = showing.example.pair;
    const asked = pieces.filter(({ example }) => example?.id === showing.example.id);
    const designs = asked.flatMap(({ answers }) => answers.map(({ design }) => design));
    expect(showing.example.designs).toEqual(expect.arrayContaining([left, right]));
    if (showing.property) {
      expect(designs).toContain(left);
      expect(findingOf(exampleNamed(showing.example.id), left, showing.property).verdict).toBe('fails');
    } else expect(designs.includes(left) || designs.includes(right)).toBe(true);
  },
);

test('every claim that runs an example has a figure', () => {
  for (const claim of claims)
    expect(claim.shows !== undefined, `C${claim.number}`).toBe(judge(claim, '/p/').searches > 0);
});

test('answers to one question about one example stand together', () => {
  const { pieces } = judge(claimNumbered(2), '/c/2/');
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
  const { pieces } = judge(claimNumbered(26), '/c/26/');
  const counts = pieces.filter(({ asked }) => asked.startsWith('count'));
  expect(counts.map(({ asked, answers }) => [asked, answers[0].words])).toEqual([
    ['count after dax_insert_entry()', '0'],
    ['count after folio_ref_inc()', '1'],
    ['count after vmf_insert_page_mkwrite()', '2'],
    ['count after folio_put()', '1'],
  ]);
});

test('an inclusion looks at every property of every example', () => {
  const piece = judge(claimNumbered(16), '/c/16/').pieces.find(({ example }) => example === null);
  const held = examples.flatMap((example) =>
    example.demands.filter((property) => findingOf(example, 'fs-held', property).verdict === 'holds'),
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
      /^\/c\/2\/: claim C2: example missed-wakeup, property no-lost-wakeup, design current: the page says 'holds', the checker finds 'fails' in \d+ states$/,
    ],
    [
      'an example that is not there',
      claim({ evidence: { for: [property('nonsense', 'current', 'no-lost-wakeup', 'fails')] } }),
      /^\/c\/2\/: claim C2: there is no example 'nonsense'/,
    ],
    [
      'a design that is not there',
      claim({ evidence: { for: [property('missed-wakeup', 'nonsense', 'no-lost-wakeup', 'fails')] } }),
      /^\/c\/2\/: claim C2: there is no design 'nonsense'/,
    ],
    [
      'a property that is not there',
      claim({ evidence: { for: [property('missed-wakeup', 'current', 'nonsense', 'fails')] } }),
      /^\/c\/2\/: claim C2: example missed-wakeup has no property 'nonsense'/,
    ],
    [
      'a situation that is not met',
      claim({
        evidence: {
          for: [{ kind: 'met', example: 'missed-wakeup', designs: ['current'], situation: 'nonsense' }],
        },
      }),
      /^\/c\/2\/: claim C2: example missed-wakeup has no property 'nonsense'/,
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
      /^\/c\/2\/: claim C2: example missed-wakeup, design current: the claim says that the count after unpin.sub is 7, the replay that it is 1$/,
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
      /^\/c\/2\/: claim C2: the told schedule of missed-wakeup does not come to evict.iput under current$/,
    ],
    [
      'another choice than the design’s',
      claim({ evidence: { for: [{ kind: 'choice', designs: ['current'], choice: 'idle', is: 0 }] } }),
      /^\/c\/2\/: claim C2: design current: the claim says idle is '0', the design '1'$/,
    ],
    [
      'an inclusion that is none',
      claim({ evidence: { for: [{ kind: 'inclusion', designs: ['fs-held-notify', 'fs-held'] }] } }),
      /^\/c\/2\/: claim C2: example unbind-mapped, property unbind-finishes: the claim says that what holds under fs-held-notify holds under fs-held, but this does not$/,
    ],
    [
      'no evidence',
      claim({ evidence: {} }),
      "/c/2/: claim C2 has no evidence, so its verdict cannot be 'holds'",
    ],
    [
      'evidence against what holds',
      claim({ evidence: { against: [fails] } }),
      "/c/2/: claim C2 says 'holds', but from its evidence follows 'fails'",
    ],
    [
      'an assumption that is not needed',
      claim({ evidence: { for: [fails] }, verdict: 'holds only if', assumption: 'it rains' }),
      "/c/2/: claim C2 says 'holds only if', but from its evidence follows 'holds'",
    ],
    [
      'an assumption that is kept quiet',
      claim({ evidence: { for: [fails], beyond: [fails] } }),
      "/c/2/: claim C2 says 'holds', but from its evidence follows 'holds only if'",
    ],
    [
      'a figure of a failure that is none',
      claim({ shows: 'missed-wakeup/fs-held,current/no-lost-wakeup' }),
      '/c/2/: claim C2: missed-wakeup/fs-held/no-lost-wakeup has no failing schedule to show',
    ],
  ])('%s', (_, lie, message) => {
    expect(() => judge(lie, '/c/2/')).toThrow(message);
  });

  test('nor does a page that names a claim that is not there', () => {
    expect(judged('1 4', '/page/').map(({ claim }) => claim.number)).toEqual([1, 4]);
    expect(() => judged('1 999', '/page/')).toThrow(
      /^\/page\/: there is no claim C999; the last one is C\d+$/,
    );
    expect(() => judged('one', '/page/')).toThrow('/page/: there is no claim CNaN');
  });
});

test('designs that a figure needs are there', () => {
  for (const claim of claims)
    for (const design of claim.shows?.split('/')[1].split(',') ?? [])
      expect(designNamed(design).id).toBe(design);
});
