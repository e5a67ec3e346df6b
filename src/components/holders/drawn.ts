import { exampleNamed } from '../../sim/examples/index.ts';
import { type Holding, holdingOf } from '../../sim/holding/index.ts';
import { naming } from '../../text/naming.ts';
import { holdersShown, layout } from './layout.ts';
import { lightsOf } from './lights.ts';

interface Asked {
  readonly of: string;
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
  const shown = holdersShown(holdings, small);
  const lights = beside === undefined ? null : naming(page, () => lit(beside, holdings));
  return (['left', 'right'] as const).map((side, i) => ({
    side,
    holding: holdings[i],
    places: layout(holdings[i], shown, !small),
    id: `holders-${i}-${of.replace(/[^\w.-]+/g, '-')}`,
    lights: lights?.[side],
  }));
}

function lit(id: string, holdings: readonly Holding[]) {
  const example = exampleNamed(id);
  const designs = holdings.map(({ design }) => design.id);
  if (example.pair.join() !== designs.join())
    throw new Error(`the figure of ${id} shows ${example.pair.join(' and ')}, not ${designs.join(' and ')}`);
  if (example.pages > 1) throw new Error(`the figure of ${id} shows several pages`);
  return lightsOf(example);
}
