/**
 * The numbers in `text` that somebody typed, which is where they start to be wrong. Names that have digits are no
 * numbers: versions, years, and the two counts that the whole document is about.
 */
export function handTyped(text: string): string[] {
  const rest = text.replace(
    /\bv\d+\.\d+(\.\d+)?(-rc\d*)?\b|\bx86\b|\bext[24]\b|\b(19|20)\d\d\b|\b[01](-based)?\b/g,
    ' ',
  );
  return rest.match(/\S*\d\S*/g) ?? [];
}
