import { claimNumbered } from '../../claims/claims.ts';
import { type Judged, judge } from '../../claims/judge.ts';
import { naming } from '../../text/naming.ts';

/** The claims that a chapter calls "1 4 7", judged. Throws for one that is not there or would lie, with the page. */
export const judged = (numbers: string, page: string): Judged[] =>
  naming(page, () =>
    numbers
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => judge(claimNumbered(Number(word)))),
  );
