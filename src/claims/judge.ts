import type { Sighting } from '../recordings/sighting.ts';
import { type Told, tell } from '../recordings/tell.ts';
import type { Schedule } from '../sim/checker/index.ts';
import { designNamed } from '../sim/designs/index.ts';
import { exampleNamed, examples } from '../sim/examples/index.ts';
import { type Choice, choiceWord, type Landmark } from '../sim/kernel/index.ts';
import { type DemandId, demands } from '../sim/properties.ts';
import type { Example } from '../sim/scenario/index.ts';
import { type QuestionId, questions } from '../sim/space/answers.ts';
import { answers as space } from '../sim/space/found.ts';
import { saidOf } from '../sim/space/words.ts';
import { type Showing, showing } from '../sim/verdicts/showing.ts';
import { countsAt, rely } from '../sim/verdicts/stated.ts';
import { type ExampleVerdict, resultOf, verdictOf } from '../sim/verdicts/verdicts.ts';
import { titleOf, verdictWords } from '../sim/verdicts/words.ts';
import { naming } from '../text/naming.ts';
import type { Bearing, Claim, Evidence, Evidences, Judgement } from './claim.ts';
import { sightingsOfClaim } from './sightings.ts';

/**
 * Puts claims to the checker. Every piece of evidence is run and compared with what the claim says of it, and the
 * verdict has to follow. A claim that would lie throws, with the page, the claim, the example and the property,
 * and so it does not build.
 */

/** A claim with all that the checker says of it. */
export interface Judged {
  readonly claim: Claim;
  readonly pieces: readonly Piece[];
  /** What the figure shows; null where no example is run. */
  readonly showing: Showing | null;
  /** The searches that it took, each an example under a design. */
  readonly searches: number;
  /** The states of all of them. */
  readonly states: number;
  /** What real kernels did. */
  readonly told: Told;
}

/** One piece of evidence, as readers see it: what is asked, and the answer under each design. */
export interface Piece {
  readonly kind: Evidence['kind'];
  readonly bearing: Bearing;
  /** "no lost wake-up", "count after vmf_insert_mixed()". */
  readonly asked: string;
  /** What is asked for by name in the model's source: the property, the choice, or the step before or after which something is counted. */
  readonly of?: { readonly property: DemandId } | { readonly choice: Choice } | { readonly step: Landmark };
  /** Null where none is run, or all of them. */
  readonly example: Example | null;
  readonly answers: readonly Answer[];
}

/** A piece before it is known what it is for. */
type Asked = Omit<Piece, 'kind' | 'bearing'>;

export interface Answer {
  /** Null for an answer that is about several designs. */
  readonly design: string | null;
  /** `plain`: neither good nor bad in itself. */
  readonly tone: 'holds' | 'fails' | 'plain';
  /** "holds in all 1,567 states", "1". */
  readonly words: string;
  /** The shortest failing schedule; null if there is none. */
  readonly schedule: Schedule | null;
}

/** Runs everything that `claim` rests on. Throws if anything of it is not so. */
export const judge = (claim: Claim): Judged => naming(`claim C${claim.number}`, () => judgedOf(claim));

function judgedOf(claim: Claim): Judged {
  const pieces = together(
    bearings.flatMap((bearing) =>
      (claim.evidence[bearing] ?? []).map((evidence) => ({
        kind: evidence.kind,
        bearing,
        ...run(evidence),
      })),
    ),
  );
  if (claim.verdict !== 'not decidable here') {
    if (pieces.length === 0)
      throw new Error(`it has no evidence, so its verdict cannot be '${claim.verdict}'`);
    const follows = judgementOf(claim.evidence);
    if (claim.verdict !== follows && !(claim.verdict === 'not needed' && follows === 'fails'))
      throw new Error(`it says '${claim.verdict}', but from its evidence follows '${follows}'`);
  }
  const searched = new Map<string, number>();
  for (const { example, answers } of pieces)
    for (const { design } of answers)
      if (example && design) searched.set(`${example.id}/${design}`, resultOf(example, design).states);
  return {
    claim,
    pieces,
    showing: claim.shows === undefined ? null : showing(claim.shows),
    searches: searched.size,
    states: [...searched.values()].reduce((sum, states) => sum + states, 0),
    told: toldOf(claim),
  };
}

/** What real kernels did where the claim speaks of it. Throws where that and the verdict contradict each other. */
function toldOf({ number, verdict, evidence }: Claim): Told {
  const counts = ({ bearing = 'for' }: Sighting) =>
    (evidence[bearing] ?? []).flatMap((one) => (one.kind === 'count' ? one.is : []));
  const told = tell(sightingsOfClaim(number), counts);
  const has = (wanted: Bearing) => told.seen.some(({ sighting }) => (sighting.bearing ?? 'for') === wanted);
  if (has('against') && verdict.startsWith('holds'))
    throw new Error(`the claim says '${verdict}', and real kernels were seen to do otherwise`);
  if (has('beyond') && verdict !== 'holds only if')
    throw new Error(`the claim says '${verdict}', and has no assumption that a real kernel could be without`);
  return told;
}

/** In the order in which readers want them. */
export const bearings: readonly Bearing[] = ['against', 'for', 'beyond', 'beside'];

/** Pieces that bear alike and ask the same of the same example become one, where the first of them stands. */
function together(pieces: readonly Piece[]): Piece[] {
  const same = (a: Piece, b: Piece) =>
    a.bearing === b.bearing && a.asked === b.asked && a.example === b.example;
  return pieces
    .filter((piece, i) => pieces.findIndex((other) => same(other, piece)) === i)
    .map((piece) => ({
      ...piece,
      answers: pieces.filter((other) => same(other, piece)).flatMap(({ answers }) => answers),
    }));
}

/** What follows from how the evidence bears on the claim. */
function judgementOf({ against = [], beyond = [] }: Evidences): Judgement['verdict'] {
  if (against.length > 0) return 'fails';
  return beyond.length > 0 ? 'holds only if' : 'holds';
}

function run(evidence: Evidence): Asked {
  switch (evidence.kind) {
    case 'property': {
      const { example, designs, property, is } = evidence;
      const asked = found(designs.map((design) => rely({ example, design, property }, is)));
      return Object.hasOwn(demands, property) ? { ...asked, of: { property: property as DemandId } } : asked;
    }
    case 'met': {
      const { example, designs, situation } = evidence;
      return found(designs.map((design) => rely({ example, design, property: situation }, 'holds')));
    }
    case 'count': {
      const { designs, at, when, is } = evidence;
      const example = exampleNamed(evidence.example);
      for (const design of designs) {
        const count = countsAt(example, design, at)[when];
        if (count === is) continue;
        throw new Error(
          `example ${example.id}, design ${design}: the claim says that the count ${when} ${at} is ${is}, ` +
            `the replay that it is ${count}`,
        );
      }
      const functions = new Set(designs.map((design) => designNamed(design).tree[at].fn));
      const asked = `count ${when} ${[...functions].join(', ')}`;
      return { asked, of: { step: at }, example, answers: plain(designs, is) };
    }
    case 'choice': {
      const { choice, designs, is } = evidence;
      for (const design of designs) {
        const made = designNamed(design).choices[choice];
        if (made === is) continue;
        throw new Error(`design ${design}: the claim says ${choice} is '${is}', the design '${made}'`);
      }
      return { asked: `choice ${choice}`, of: { choice }, example: null, answers: plain(designs, is) };
    }
    case 'space': {
      const { question, choice, is } = evidence;
      const asked = `nothing fails of ${askedOf(question)}, in all combinations of choices`;
      const { needed } = surveyOf(question);
      const made = needed.find((one) => one.choice === choice)?.values.join(' or ') ?? null;
      if (made !== (is === null ? null : choiceWord(is)))
        throw new Error(
          `${askedOf(question)}: the claim says that those that have it choose ${choice} ${is ?? 'either way'}, the search ${made ?? 'either way'}`,
        );
      const words = is === null ? 'some, whichever they choose' : `only where ${saidOf(choice, is as never)}`;
      return {
        asked,
        of: { choice },
        example: null,
        answers: [{ design: null, tone: 'plain', words, schedule: null }],
      };
    }
    case 'fewest': {
      const { question, from, is } = evidence;
      const path = space.from.find((one) => one.question === question && one.design === from);
      if (!path) throw new Error(`no smaller changes of ${from} were looked for`);
      const found = path.nothingFails?.changes ?? null;
      if (found !== is)
        throw new Error(
          `${askedOf(question)}: the claim says that it takes ${is ?? 'more than there are'} changes of ${from}, the search ${found ?? 'more than there are'}`,
        );
      return {
        asked: `changes of a design until nothing fails of ${askedOf(question)}`,
        example: null,
        answers: [
          {
            design: from,
            tone: 'plain',
            words: found === null ? 'more than there are' : `at least ${found}`,
            schedule: null,
          },
        ],
      };
    }
    case 'inclusion': {
      const [less, more] = evidence.designs;
      const held = heldBy(less, more);
      const lost = held.find(({ verdict }) => verdict !== 'holds');
      if (lost)
        throw new Error(
          `example ${lost.example}, property ${lost.property}: the claim says that what holds ` +
            `under ${less} holds under ${more}, but this does not`,
        );
      return {
        asked: `whatever holds under ${less} holds under ${more}`,
        example: null,
        answers: [{ design: null, tone: 'plain', words: `so for ${held.length} properties`, schedule: null }],
      };
    }
  }
}

/** What a question of the space asks. */
const askedOf = (question: QuestionId): string =>
  questions.find(({ id }) => id === question)?.title ?? question;

/** What was found of it. */
function surveyOf(question: QuestionId) {
  const found = space.surveys.find((one) => one.question === question);
  if (!found) throw new Error(`nothing was searched for ${askedOf(question)}`);
  return found;
}

/** Verdicts on one property or situation of one example, as answers. */
function found(verdicts: readonly ExampleVerdict[]): Asked {
  const example = exampleNamed(verdicts[0].example);
  return {
    asked: titleOf(example, verdicts[0].property),
    example,
    answers: verdicts.map((one) => ({
      design: one.design,
      tone: one.kind === 'sometimes' || one.verdict === 'undecided' ? 'plain' : one.verdict,
      words: verdictWords(one),
      schedule: one.verdict === 'fails' ? one.schedule : null,
    })),
  };
}

function plain(designs: readonly string[], value: unknown): Answer[] {
  return designs.map((design) => ({ design, tone: 'plain', words: String(value), schedule: null }));
}

/** What is found under `more` of every property of every example that holds under `less`. */
function heldBy(less: string, more: string): ExampleVerdict[] {
  return examples
    .filter(({ designs }) => designs.includes(less) && designs.includes(more))
    .flatMap((example) =>
      example.demands
        .filter((property) => {
          const { verdict, empty } = verdictOf(example, less, property);
          return verdict === 'holds' && !empty;
        })
        .map((property) => verdictOf(example, more, property)),
    );
}
