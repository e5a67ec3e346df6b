/** Runs `say`; whatever it throws names `where`: a page, a claim. */
export function naming<T>(where: string, say: () => T): T {
  try {
    return say();
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}`, { cause: error });
  }
}
