import type { Design } from '../../../sim/designs/index.ts';
import type { Choice } from '../../../sim/kernel/index.ts';
import { withoutChanges } from '../../../sim/scenario/index.ts';
import type { DesignData, FigureData, SourceLine, SourcePart, VerdictData } from '../data.ts';
import { ask } from './ask.ts';

/** The same figure with one more design, which the worker knows, or with the verdicts of one that was not searched yet. Rejects where that does not know it, or does not load. */
export async function withDesign(data: FigureData, id: string): Promise<FigureData> {
  const { example, designs, trees } = data;
  const known = designs.find((design) => design.id === id);
  if (known && known.verdicts.length > 0) return data;
  const { design, verdicts } = await ask((judge) => judge.design(example.id, id));
  if (known) return withVerdicts(data, id, verdicts);
  const base = designs.find((design) => design.id === withoutChanges(id)) as DesignData;
  const own = changes(base, design);
  // What is changed is not what the lines before it say.
  const isChanged = ({ choice }: SourceLine) => own.lines.some((line) => line.choice === choice);
  const before = base.source.map((part) => ({
    ...part,
    lines: part.lines.map((line) => (isChanged(line) ? { ...line, choice: null } : line)),
  }));
  const source = [...before, own];
  return {
    ...data,
    trees: [...trees, design.tree],
    designs: [...designs, { ...design, tree: trees.length, verdicts, source }],
  };
}

/** The same figure with what a search of one of its designs says. */
export const withVerdicts = (data: FigureData, id: string, verdicts: readonly VerdictData[]): FigureData => ({
  ...data,
  designs: data.designs.map((one) => (one.id === id ? { ...one, verdicts } : one)),
});

/** What it decides otherwise, as its source would say it. */
function changes(base: DesignData, design: Design): SourcePart {
  const names = (Object.keys(design.choices) as Choice[]).filter(
    (choice) => design.choices[choice] !== base.choices[choice],
  );
  const said = (value: unknown) => (typeof value === 'string' ? `'${value}'` : String(value));
  const lines = names.map((choice) => ({
    html: `${choice}: ${said(design.choices[choice])},`.replaceAll('<', '&lt;'),
    choice,
  }));
  return { file: 'changed here', isWhole: true, lines };
}
