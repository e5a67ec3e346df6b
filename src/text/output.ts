/** Exit codes of a program whose output did not arrive, so that nobody takes them for its verdict. */
export const exitCodes = {
  /** It could not be written; a line on stderr says why. */
  notWritten: 3,
  /** Its reader has gone: what a shell reports of programs that SIGPIPE ends. Nothing is said. */
  readerGone: 141,
} as const;

/** Writes whole lines, here and now. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Lines on stdout and stderr of this process. The first that cannot be written ends it: who would hear of the next? */
export function outputOf(program: string): Output {
  const { stdout, stderr } = process;
  const end = (error: NodeJS.ErrnoException): never => {
    // A pipe of Windows says EOF.
    if (error.code === 'EPIPE' || error.code === 'EOF') process.exit(exitCodes.readerGone);
    stderr.write(`${program}: cannot write: ${error.message}\n`);
    process.exit(exitCodes.notWritten);
  };
  const lines = (stream: NodeJS.WriteStream) => {
    stream.on('error', end);
    return (text: string) => {
      stream.write(`${text}\n`);
      // It is known now, and told when a computation of minutes would have ended.
      if (stream.errored) end(stream.errored);
    };
  };
  return { out: lines(stdout), err: lines(stderr) };
}
