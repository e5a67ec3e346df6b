/** Milliseconds until a browser that has refused is asked again. */
const AGAIN = 1000;

let later: ReturnType<typeof setTimeout> | undefined;

/**
 * Puts `fragment` into the address line, in place of the one that is there. Browsers let a page do that so and so
 * often: beyond it WebKit throws and Chromium does nothing. Then it is tried again until it is there, or until something
 * else is to stand there.
 */
export function putIntoAddress(fragment: string): void {
  clearTimeout(later);
  try {
    history.replaceState(history.state, '', fragment);
  } catch {
    // What comes of it is looked at, not what is said of it.
  }
  if (location.hash !== fragment) later = setTimeout(putIntoAddress, AGAIN, fragment);
}

/** The reader has gone somewhere else meanwhile: what was to stand in the address line is not tried again. */
export function leaveAddress(): void {
  clearTimeout(later);
}
