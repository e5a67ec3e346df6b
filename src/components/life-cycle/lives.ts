import { exampleNamed } from '../../sim/examples/index.ts';
import { type LifeCycle, lifeCycleOf } from '../../sim/lifecycle/index.ts';
import { naming } from '../../text/naming.ts';
import { runsRef } from '../refs.ts';

/**
 * The lives that a page asks for: `life/gup-put`, or `life/gup-put,v6.15` for several designs. Throws for an example or
 * a design that is not there, with the page.
 */
export const livesOf = (of: string, page: string): LifeCycle[] =>
  naming(page, () => {
    const { example, designs } = runsRef(of);
    return designs.map((design) => lifeCycleOf(exampleNamed(example), design));
  });
