/**
 * Points out in a figure the cells in which a holder's share changes, while that holder in the drawing beside it has the pointer or the
 * focus. It reads the rows as they stand: a reader may have put others there.
 */
const LIT = 'data-lit';
const HOLDER = 'a[data-names]';

function light({ target, type }: Event): void {
  for (const cell of document.querySelectorAll(`[${LIT}]`)) cell.removeAttribute(LIT);
  const at = type === 'focusout' ? null : (target as Element).closest<HTMLElement>(HOLDER);
  // Who has the focus keeps it while the pointer is elsewhere: a page that scrolls under it counts as a move.
  const holder = at ?? document.activeElement?.closest<HTMLElement>(HOLDER);
  const names = holder?.dataset.names?.split(',');
  const drawing = holder?.closest<HTMLElement>('[data-of]');
  const side = holder?.closest<HTMLElement>('[data-side]')?.dataset.side;
  if (!names || !drawing) return;
  let before = 0;
  for (const cell of document.querySelectorAll(`[data-example="${drawing.dataset.of}"] td.cell.${side}`)) {
    // Who holds the page is said where it has changed.
    if (!cell.querySelector('.held')) continue;
    let share = 0;
    for (const { textContent } of cell.querySelectorAll('.holder')) {
      const at = textContent.lastIndexOf(' ');
      // Of which process an entry is makes no difference here.
      const who = textContent.slice(0, at).replace(/\[.*/, '');
      if (names.includes(who)) share += Number(textContent.slice(at));
    }
    cell.toggleAttribute(LIT, share !== before);
    before = share;
  }
}

for (const type of ['pointerover', 'focusin', 'focusout']) addEventListener(type, light);
