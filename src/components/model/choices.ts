import { designs } from '../../sim/designs/index.ts';
import source from '../../sim/kernel/choices.ts?raw';
import { type Choice, choiceWords } from '../../sim/kernel/index.ts';

/** A choice as the model's source documents it, and what each design has made of it. */
export interface DocumentedChoice {
  readonly name: Choice;
  /** Its doc comment. */
  readonly what: string;
  /** Each value with the designs that chose it, in the order of their dates. */
  readonly made: readonly { readonly value: string; readonly by: readonly string[] }[];
}

/** Every choice, read off src/sim/kernel/choices.ts. Throws if a choice has no comment. */
export function documentedChoices(): DocumentedChoice[] {
  const documented = [...source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*readonly (\w+):/g)].map(
    ([, comment, name]) => ({ name: name as Choice, what: comment.replace(/\s*\n\s*\*\s*/g, ' ').trim() }),
  );
  const names = Object.keys(designs[0].choices);
  const missing = names.filter((name) => !documented.some((choice) => choice.name === name));
  if (missing.length > 0) throw new Error(`src/sim/kernel/choices.ts says nothing of ${missing.join(', ')}`);
  return documented.map(({ name, what }) => ({ name, what, made: madeOf(name) }));
}

function madeOf(name: Choice): DocumentedChoice['made'] {
  const made = new Map<string, string[]>();
  for (const { title, choices } of designs) {
    const value = choiceWords(choices[name]);
    made.set(value, [...(made.get(value) ?? []), title]);
  }
  return [...made].map(([value, by]) => ({ value, by }));
}
