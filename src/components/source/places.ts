import { addressOf, to } from '../../addresses.ts';
import { claims } from '../../claims/claims.ts';
import { examples } from '../../sim/examples/index.ts';
import { baseOf } from '../../sim/ids.ts';
import { type Choice, choiceValues, type Landmark } from '../../sim/kernel/index.ts';
import { type DemandId, demands } from '../../sim/properties.ts';
import { files, stepsMadeIn } from './files.ts';

/** What a claim, an example or a page of a design asks of the model, and where it stands in the source. */
export type Asked =
  | { readonly property: DemandId }
  | { readonly choice: Choice }
  | { readonly step: Landmark };

const PROPERTIES = 'src/sim/properties.ts';
const CHOICES = 'src/sim/kernel/choices.ts';

/** The address of the lines behind what is asked, in the model's source. Throws if they are not found. */
export function placeOf(asked: Asked): string {
  const { file, line } = lineOf(asked);
  return to(`${addressOf.source(file)}#L${line}`);
}

function lineOf(asked: Asked): { file: string; line: number } {
  if ('property' in asked) return find(PROPERTIES, new RegExp(`^\\s*'?${asked.property}'?: `));
  if ('choice' in asked) return find(CHOICES, new RegExp(`^\\s*readonly ${asked.choice}: `));
  for (const file of Object.keys(files)) {
    const made = stepsMadeIn(file).find(({ at }) => at === asked.step);
    if (made) return { file, line: made.line };
  }
  throw new Error(`nothing in the model makes the step ${asked.step}`);
}

function find(file: string, words: RegExp): { file: string; line: number } {
  const at = files[file].split('\n').findIndex((line) => words.test(line));
  if (at < 0) throw new Error(`${file} has no line that begins ${words}`);
  return { file, line: at + 1 };
}

/** A page that rests on something in the source. */
export interface Resting {
  readonly name: string;
  readonly address: string;
}

/** Something in a file of the model, the line in which it stands, and the pages that rest on it. */
export interface Rested {
  readonly line: number;
  readonly what: string;
  readonly pages: readonly Resting[];
}

/** What in this file other pages rest on, in the order of its lines: steps, choices and properties. */
export function restedOn(file: string): readonly Rested[] {
  if (file === PROPERTIES)
    return inOrder(
      (Object.keys(demands) as DemandId[]).map((property) => ({
        line: lineOf({ property }).line,
        what: property,
        pages: [
          ...examples.filter((example) => example.demands.includes(property)).map(({ id }) => exampleAt(id)),
          ...claimsWith((piece) => piece.kind === 'property' && piece.property === property),
        ],
      })),
    );
  if (file === CHOICES)
    return inOrder(
      (Object.keys(choiceValues) as Choice[]).map((choice) => ({
        line: lineOf({ choice }).line,
        what: choice,
        pages: [
          { name: 'what each design chose', address: `${addressOf.chapter('model')}#choices` },
          ...claimsWith((piece) => piece.kind === 'choice' && piece.choice === choice),
        ],
      })),
    );
  return stepsMadeIn(file).map(({ at, line, examples }) => ({
    line,
    what: at,
    pages: [...examples.map(exampleAt), ...claimsWith((piece) => piece.kind === 'count' && piece.at === at)],
  }));
}

/** The pages that a whole file is about: of a design or an example, its own page and the claims that it is evidence for. */
export function about(file: string): readonly Resting[] {
  const [, kind, id] = /^src\/sim\/(designs|examples)\/([\w.-]+)\.ts$/.exec(file) ?? [];
  if (kind === 'examples' && examples.some((example) => example.id === id))
    return [exampleAt(id), ...claimsWith((piece) => 'example' in piece && piece.example === id)];
  const ids = new Set(examples.flatMap(({ designs }) => designs.map((one) => baseOf(one))));
  if (kind === 'designs' && ids.has(id))
    return [
      { name: `design ${id}`, address: addressOf.design(id) },
      ...claimsWith((piece) => 'designs' in piece && piece.designs.some((one) => baseOf(one) === id)),
    ];
  return [];
}

const exampleAt = (id: string): Resting => ({ name: id, address: addressOf.example(id) });

type PieceOfEvidence = NonNullable<(typeof claims)[number]['evidence']['for']>[number];

const claimsWith = (is: (piece: PieceOfEvidence) => boolean): Resting[] =>
  claims
    .filter(({ evidence }) => Object.values(evidence).some((pieces) => pieces.some(is)))
    .map(({ number }) => ({ name: `C${number}`, address: addressOf.claim(number) }));

const inOrder = (all: readonly Rested[]): readonly Rested[] => all.toSorted((a, b) => a.line - b.line);
