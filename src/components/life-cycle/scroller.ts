/** What a part that scrolls sideways needs, so that a keyboard gets to it and a screen reader says what it is. */
export const scroller = (label: string) => ({ tabindex: 0, role: 'region', 'aria-label': label }) as const;
