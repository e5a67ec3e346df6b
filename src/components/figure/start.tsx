import { hydrate } from 'preact';
import type { Scenario } from '../../sim/scenario/index.ts';
import type { FigureData } from './data.ts';
import { Figure } from './Figure.tsx';

/** Takes over the figure that the build has rendered into `root`. */
export function start(root: Element, props: { example: Scenario; data: FigureData; base: string }): void {
  hydrate(<Figure {...props} />, root);
}
