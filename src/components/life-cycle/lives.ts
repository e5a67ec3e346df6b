import { exampleNamed } from '../../sim/examples/index.ts';
import { type LifeCycle, lifeCycleOf } from '../../sim/lifecycle/index.ts';
import { onPage } from '../finding.ts';

/**
 * The lives that a page asks for: `life/gup-put`, or `life/gup-put,v6.15` for several designs. Throws for an example or
 * a design that is not there, with the page.
 */
export function livesOf(of: string, page: string): LifeCycle[] {
  return onPage(page, () => {
    const [id, designs, ...more] = of.split('/');
    if (!id || !designs || more.length > 0)
      throw new Error(`'${of}' should be example/design, or example/design,design`);
    return designs.split(',').map((design) => lifeCycleOf(exampleNamed(id), design.trim()));
  });
}
