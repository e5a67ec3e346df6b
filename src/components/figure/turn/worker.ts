import { expose } from 'comlink';
import { judge } from './judge.ts';

/** The worker of a page: searches, so that the page itself stays awake. */
expose(judge);
