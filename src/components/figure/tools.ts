import { Ahead } from './Ahead.tsx';
import { Source } from './Source.tsx';
import { Under } from './Under.tsx';

/** What comes to a figure when it is live already: nobody has to wait for it to step through the rows. */
export const tools = { Ahead, Source, Under };
