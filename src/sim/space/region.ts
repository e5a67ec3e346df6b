import { type Choice, type Choices, choiceValues } from '../kernel/index.ts';

/** Every choice, in the order in which a {@link Point} has them. */
export const choiceNames = Object.keys(choiceValues) as Choice[];

/** How many values each choice has, in that order. */
export const sizes: readonly number[] = choiceNames.map((choice) => choiceValues[choice].length);

const placeOf = new Map(choiceNames.map((choice, place) => [choice, place]));

/** The place of a choice among {@link choiceNames}. */
export const placeOfChoice = (choice: Choice): number => placeOf.get(choice) as number;

/** One kernel: for each choice, the number of the value that it makes. */
export type Point = Uint8Array;

/** The point of a record of choices. */
export const pointOf = (choices: Choices): Point =>
  Uint8Array.from(choiceNames, (choice) =>
    (choiceValues[choice] as readonly unknown[]).indexOf(choices[choice]),
  );

/** The record of choices of a point. */
export const choicesAt = (point: Point): Choices =>
  Object.fromEntries(
    choiceNames.map((choice, place) => [choice, choiceValues[choice][point[place]]]),
  ) as unknown as Choices;

/**
 * Some choices and what they are; all others are free. So it stands for every kernel that makes these, however it makes the
 * others. Places ascend.
 */
export interface Region {
  readonly places: readonly number[];
  /** For each of these places: the number of the value. */
  readonly values: readonly number[];
}

/** The region of all kernels that make these choices as `point` does. */
export function regionAt(point: Point, choices: Iterable<Choice>): Region {
  const places = [...choices].map(placeOfChoice).sort((a, b) => a - b);
  return { places, values: places.map((place) => point[place]) };
}

/** Whether a kernel is one of a region's. */
export function isIn({ places, values }: Region, point: Point): boolean {
  for (let i = 0; i < places.length; i++) if (point[places[i]] !== values[i]) return false;
  return true;
}

/** What a region decides, as a record of choices: what is free is not in it. */
export const decidedIn = ({ places, values }: Region): Partial<Choices> =>
  Object.fromEntries(
    places.map((place, i) => [choiceNames[place], choiceValues[choiceNames[place]][values[i]]]),
  );
