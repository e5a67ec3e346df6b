/** A message of a mailbox, as a reader of mail has it. */
export interface Message {
  /** The line that begins it. */
  readonly from: string;
  /** By name, unfolded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/**
 * The messages of a mailbox. Each begins with a line of its own, has headers up to an empty line, and a body in which
 * quoted lines lose a sign again. Throws for what is no mailbox, and for a header that is none or is there twice.
 */
export function parseMbox(text: string): Message[] {
  const [before, ...messages] = text.split(/^(?=From )/m).filter((part, i) => i > 0 || part !== '');
  return (before === undefined ? [] : [before, ...messages]).map(parseMessage);
}

function parseMessage(text: string): Message {
  const end = text.indexOf('\n\n');
  const [from, ...lines] = text.slice(0, end).split('\n');
  if (end < 0 || !/^From \S+ \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/.test(from))
    throw new Error(`no message begins with '${from}'`);
  const headers = new Map<string, string>();
  for (const line of lines
    .join('\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')) {
    const [, name, value] = /^([A-Z][\w-]*): (.+)$/.exec(line) ?? [];
    if (name === undefined || value === undefined || headers.has(name)) throw new Error(`header '${line}'`);
    headers.set(name, value);
  }
  return { from, headers, body: text.slice(end + 2).replace(/^>(>*From )/gm, '$1') };
}
