import {
  type Bearing,
  type Claim,
  claimNumbered,
  type Evidence,
  type Evidences,
  type Verdict,
} from '../../data/claims.ts';
import { sightingsOfClaim } from '../../recordings/of-claims.ts';
import type { Sighting } from '../../recordings/sighting.ts';
import { type Told, tell } from '../../recordings/tell.ts';
import { formatSchedule, type Schedule } from '../../sim/checker/index.ts';
import { designNamed } from '../../sim/designs/index.ts';
import {
  type Example,
  exampleNamed,
  examples,
  type Finding,
  findingOf,
  resultOf,
} from '../../sim/examples/index.ts';
import type { Landmark } from '../../sim/kernel/index.ts';
import { titleOf, verdictWords } from '../../sim/text/verdicts.ts';
import { sideOf, toldOn } from '../../sim/trace/index.ts';
import { onPage, claim as relyOn } from '../finding.ts';

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

/** Two designs on one schedule. */
export interface Showing {
  /** The example as if it told this schedule of this pair. */
  readonly example: Example;
  /** What the schedule is the shortest failure of, on the left; null for the schedule that the example tells. */
  readonly property: string | null;
}

/** The claims called "1 4 7", judged. Throws for a number that is not there. */
export function judged(numbers: string, page: string): Judged[] {
  return numbers
    .split(/\s+/)
    .filter(Boolean)
    .map((word) =>
      judge(
        onPage(page, () => claimNumbered(Number(word))),
        page,
      ),
    );
}

/** Runs everything that `claim` rests on. Throws if anything of it is not so. */
export function judge(claim: Claim, page: string): Judged {
  const where = `${page}: claim C${claim.number}`;
  const pieces = together(
    bearings.flatMap((bearing) =>
      (claim.evidence[bearing] ?? []).map((evidence) => ({
        kind: evidence.kind,
        bearing,
        ...run(evidence, where),
      })),
    ),
  );
  if (claim.verdict !== 'not decidable here') {
    if (pieces.length === 0)
      throw new Error(`${where} has no evidence, so its verdict cannot be '${claim.verdict}'`);
    const follows = verdictOf(claim.evidence);
    if (claim.verdict !== follows)
      throw new Error(`${where} says '${claim.verdict}', but from its evidence follows '${follows}'`);
  }
  const searched = new Map<string, number>();
  for (const { example, answers } of pieces)
    for (const { design } of answers)
      if (example && design) searched.set(`${example.id}/${design}`, resultOf(example, design).states);
  return {
    claim,
    pieces,
    showing: claim.shows === undefined ? null : showing(claim.shows, where),
    searches: searched.size,
    states: [...searched.values()].reduce((sum, states) => sum + states, 0),
    told: onPage(where, () => toldOf(claim)),
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
function verdictOf({ against = [], beyond = [] }: Evidences): Verdict['verdict'] {
  if (against.length > 0) return 'fails';
  return beyond.length > 0 ? 'holds only if' : 'holds';
}

function run(evidence: Evidence, where: string): Asked {
  switch (evidence.kind) {
    case 'property': {
      const { example, designs, property, is } = evidence;
      return findings(designs.map((design) => relyOn(`${example}/${design}/${property}`, is, where)));
    }
    case 'met': {
      const { example, designs, situation } = evidence;
      return findings(designs.map((design) => relyOn(`${example}/${design}/${situation}`, 'holds', where)));
    }
    case 'count':
      return onPage(where, () => {
        const { designs, at, when, is } = evidence;
        const example = exampleNamed(evidence.example);
        for (const design of designs) {
          const found = countsAt(example, design, at)[when];
          if (found === is) continue;
          throw new Error(
            `example ${example.id}, design ${design}: the claim says that the count ${when} ${at} is ${is}, ` +
              `the replay that it is ${found}`,
          );
        }
        const functions = new Set(designs.map((design) => designNamed(design).code[at].fn));
        return { asked: `count ${when} ${[...functions].join(', ')}`, example, answers: plain(designs, is) };
      });
    case 'choice':
      return onPage(where, () => {
        const { choice, designs, is } = evidence;
        for (const design of designs) {
          const found = designNamed(design).choices[choice];
          if (found === is) continue;
          throw new Error(`design ${design}: the claim says ${choice} is '${is}', the design '${found}'`);
        }
        return { asked: `choice ${choice}`, example: null, answers: plain(designs, is) };
      });
    case 'inclusion':
      return onPage(where, () => {
        const [less, more] = evidence.designs;
        const properties = heldBy(less, more);
        const lost = properties.find(({ finding }) => finding.verdict !== 'holds');
        if (lost)
          throw new Error(
            `example ${lost.finding.example}, property ${lost.finding.property}: the claim says that what holds ` +
              `under ${less} holds under ${more}, but this does not`,
          );
        return {
          asked: `whatever holds under ${less} holds under ${more}`,
          example: null,
          answers: [
            { design: null, tone: 'plain', words: `so for ${properties.length} properties`, schedule: null },
          ],
        };
      });
  }
}

/** Findings on one property or situation of one example, as answers. */
function findings(found: readonly Finding[]): Asked {
  const example = exampleNamed(found[0].example);
  return {
    asked: titleOf(example, found[0].property),
    example,
    answers: found.map((finding) => ({
      design: finding.design,
      tone: finding.kind === 'sometimes' || finding.verdict === 'undecided' ? 'plain' : finding.verdict,
      words: verdictWords(finding),
      schedule: finding.verdict === 'fails' ? finding.schedule : null,
    })),
  };
}

function plain(designs: readonly string[], value: unknown): Answer[] {
  return designs.map((design) => ({ design, tone: 'plain', words: String(value), schedule: null }));
}

/** Every property of every example that holds under `less`, with what is found under `more`. */
function heldBy(less: string, more: string) {
  return examples
    .filter(({ designs }) => designs.includes(less) && designs.includes(more))
    .flatMap((example) =>
      example.demands
        .filter((property) => findingOf(example, less, property).verdict === 'holds')
        .map((property) => ({ finding: findingOf(example, more, property) })),
    );
}

/** The first page's count around the first time that the told schedule comes to `at`, under any design. */
function countsAt(example: Example, design: string, at: Landmark): { before: number; after: number } {
  const side = sideOf(example, design);
  for (const task of toldOn(example, design)) {
    const before = side.picture().refcount[0];
    if (side.next(task) === null) continue;
    const cell = side.move(task);
    if (cell.kind === 'moved' && cell.at === at) return { before, after: cell.after.refcount[0] };
  }
  throw new Error(`the told schedule of ${example.id} does not come to ${at} under ${design}`);
}

/** What to show for what {@link Claim.shows} says. Throws, with the page, for what cannot be shown. */
export function showing(of: string, where: string): Showing {
  return onPage(where, () => {
    const [id, pair, property] = of.split('/');
    const [left, right] = pair.split(',').map((design) => designNamed(design).id);
    const example = exampleNamed(id);
    const schedule =
      property === undefined ? toldOn(example, left) : findingOf(example, left, property).schedule;
    if (!schedule) throw new Error(`${id}/${left}/${property} has no failing schedule to show`);
    return {
      example: { ...example, pair: [left, right], told: formatSchedule(schedule) },
      property: property ?? null,
    };
  });
}
