/** What comes to a figure when it is live already: nobody has to wait for it to step through the rows. */
export { Later } from './Later.tsx';
export { Source } from './Source.tsx';
export { Under } from './Under.tsx';
