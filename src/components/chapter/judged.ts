import { addressOf } from '../../addresses.ts';
import type { Chapter } from '../../contents/index.ts';

/** Whether sentences of a chapter have a verdict behind them in brackets, and it is not the one that explains what those mean. */
export const isJudged = ({ address, source }: Pick<Chapter, 'address' | 'source'>): boolean =>
  /<(Verdict|Everywhere)\b/.test(source.body ?? '') && !addressOf.evidence.startsWith(address);
