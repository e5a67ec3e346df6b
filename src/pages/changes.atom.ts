import type { APIRoute } from 'astro';
import { Feed } from 'feed';
import { absolute, addressOf, siteName } from '../addresses.ts';
import { byDay } from '../contents/changes.ts';
import { isoDate } from '../contents/chapter.ts';
import { chapters } from '../contents/index.ts';

/** What changed, as an Atom feed: an entry for each change of a chapter, the newest first. */
export const GET: APIRoute = async () => {
  const days = byDay(await chapters(), ({ source }) => source.data.changes);
  const home = absolute('');
  const feed = new Feed({
    id: home,
    link: home,
    title: `${siteName} What changed`,
    copyright: 'CC BY 4.0',
    updated: days[0].date,
    feedLinks: { atom: absolute(addressOf.changesFeed) },
    generator: siteName,
  });
  for (const { date, changes } of days)
    for (const [i, { chapter, what }] of changes.entries())
      feed.addItem({
        // Changes are told apart by day and place in it: a chapter may change twice on one.
        id: `${absolute(addressOf.changes)}#${isoDate(date)}/${changes.length - i}`,
        link: absolute(chapter.address),
        title: chapter.title,
        description: `${what}.`,
        date,
        author: [{ name: siteName }],
      });
  return new Response(feed.atom1());
};
