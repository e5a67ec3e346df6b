import { connect } from 'node:net';

/**
 * Sends bytes to a server as they are, and gives what comes back until the server ends the connection: for requests
 * that no client would make. With a `patience`, the client leaves when nothing has come for so many milliseconds.
 */
export function raw(url: string, bytes: string, patience?: number): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    let got = '';
    const socket = connect({ host: hostname, port: Number(port) });
    socket.setEncoding('latin1');
    socket.on('data', (text) => (got += text));
    // A server may hang up on what is no request, before it has read all of it.
    socket.on('error', () => {});
    socket.on('close', () => resolve(got));
    if (patience !== undefined) socket.setTimeout(patience, () => socket.destroy());
    socket.write(bytes, 'latin1');
  });
}

/** An answer's status, headers and body. Those to several requests on one connection are not told apart. */
export function readAnswer(text: string): { status: number; headers: Record<string, string>; body: string } {
  const [head = '', ...body] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(
      lines.map((line) => [line.replace(/:.*/, '').toLowerCase(), line.replace(/^[^:]*:\s*/, '')]),
    ),
    body: body.join('\r\n\r\n'),
  };
}
