/** Addresses. Everything that links inside the site goes through here, so that it works under any base path. */

/** What the document is called. */
export const siteName = 'Who holds the page?';

/** The path that the site sits under; ends with a slash. */
export const base: string = `${import.meta.env.BASE_URL}/`.replace(/\/+$/, '/');

/** An address inside the site, without a leading slash: `x/missed-wakeup/`. */
export const to = (path: string): string => base + path;

/** The same with the origin, as it stands in a mail. */
export const absolute = (path: string): string => new URL(to(path), import.meta.env.SITE).href;

export const addressOf = {
  /** What stands in brackets behind a sentence, explained. */
  evidence: 'missed-wakeup/#searched',
  /** The list of all chapters, on the front page. */
  chapters: '#chapters',
  /** The list of all findings, on the front page. */
  findings: '#findings',
  examples: 'x/',
  search: 'search/',
  print: 'print/',
  allText: 'all.txt',
  changes: 'changes/',
  changesText: 'changes.txt',
  /** The same as an Atom feed. */
  changesFeed: 'changes.atom',
  sitemap: 'sitemap-index.xml',
  urls: 'urls.txt',
  chapter: (id: string) => `${id}/`,
  chapterText: (id: string) => `${id}.txt`,
  /** A finding as a mail that can be sent. */
  report: (finding: string) => `${finding}.mbox`,
  example: (id: string) => `x/${id}/`,
  /** Its figure alone, for a frame in another page. */
  exampleEmbed: (id: string) => `x/${id}/embed/`,
  exampleText: (id: string) => `x/${id}.txt`,
  exampleJson: (id: string) => `x/${id}.json`,
  /** The list of all designs, in the chapter that compares them. */
  designs: 'design-space/#designs',
  design: (id: string) => `d/${id}/`,
  designText: (id: string) => `d/${id}.txt`,
  /** A file of the model: `src/sim/kernel/put.ts`. No address to cite: it goes with the file, and its lines move. */
  source: (file: string) => `s/${file.replace(/^src\/|\.ts$/g, '')}/`,
  recordings: 'r/',
  recording: (scenario: string) => `r/${scenario}/`,
  recordingText: (scenario: string) => `r/${scenario}.txt`,
  /** The file of a kernel and file system: "6.12-ext4". */
  trace: (name: string) => `r/${name}.json`,
  /** The source of a program of lab/reproduce. */
  program: (name: string) => `lab/${name}.c`,
  facts: 'facts/',
  factsText: 'facts.txt',
  claim: (number: number) => `c/${number}/`,
  claimText: (number: number) => `c/${number}.txt`,
  /** The chapter that lists the claims. */
  ledger: 'claims/',
};
