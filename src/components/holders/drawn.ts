import { exampleNamed } from '../../sim/examples/index.ts';
import { type Holding, holdingOf } from '../../sim/holding/index.ts';
import type { Example } from '../../sim/scenario/index.ts';
import { showing } from '../../sim/verdicts/showing.ts';
import { naming } from '../../text/naming.ts';
import { showableRef } from '../refs.ts';
import { holdersShown, layout } from './layout.ts';
import { lightsOf } from './lights.ts';

interface Asked {
  readonly of: string;
  /** An example, for what it tells; `example/left,right/property` for the shortest schedule that fails there. */
  readonly beside?: string | undefined;
  readonly small: boolean;
}

/** The two designs that a page asks for. Throws for others than two, or one that is not there, with the page. */
export const holdingsOf = (of: string, page: string): [left: Holding, right: Holding] =>
  naming(page, () => {
    const [left, right, ...more] = of.split(',').map((id) => id.trim());
    if (!left || !right || more.length > 0) throw new Error(`'${of}' should be design,design`);
    return [holdingOf(left), holdingOf(right)];
  });

/** Both halves of a drawing. Throws where the figure that it stands beside shows other designs, or several pages, with the page. */
export function drawn({ of, beside, small }: Asked, page: string) {
  const holdings = holdingsOf(of, page);
  const figure = beside === undefined ? null : naming(page, () => figureOf(beside, holdings));
  const lights = figure && lightsOf(figure);
  const shown = holdersShown(holdings, small, { ...lights?.left, ...lights?.right });
  return (['left', 'right'] as const).map((side, i) => ({
    side,
    holding: holdings[i],
    places: layout(holdings[i], shown, !small),
    id: `holders-${i}-${of.replace(/[^\w.-]+/g, '-')}`,
    lights: lights?.[side],
  }));
}

/** The example as the figure beside the drawing tells it. */
function figureOf(beside: string, holdings: readonly Holding[]): Example {
  const example = beside.includes('/') ? showing(showableRef(beside)).example : exampleNamed(beside);
  const designs = holdings.map(({ design }) => design.id);
  if (example.pair.join() !== designs.join())
    throw new Error(
      `the figure of ${example.id} shows ${example.pair.join(' and ')}, not ${designs.join(' and ')}`,
    );
  if (example.pages > 1) throw new Error(`the figure of ${example.id} shows several pages`);
  return example;
}

/** The id of the example whose figure stands beside a drawing. */
export const exampleBeside = (beside: string): string => beside.split('/')[0];
