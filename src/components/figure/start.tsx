import { hydrate } from 'preact';
import { Figure } from './Figure.tsx';

/** Takes over the figure that the build has rendered into `root`. */
export function start(root: Element, props: Parameters<typeof Figure>[0]): void {
  hydrate(<Figure {...props} />, root);
}
