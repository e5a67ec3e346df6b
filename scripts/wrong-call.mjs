/** A variable, an argument or a state of this folder that a program cannot go on with. Its message is one line. */
export class WrongCall extends Error {}

/**
 * Runs a program. A wrong call ends it with a line on stderr and exit code 2.
 *
 * @param {string} name @param {() => void | Promise<void>} program
 */
export async function run(name, program) {
  try {
    await program();
  } catch (error) {
    if (!(error instanceof WrongCall)) throw error;
    console.error(`${name}: ${error.message}`);
    process.exitCode = 2;
  }
}
