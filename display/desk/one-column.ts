/**
 * Brings something into sight where the desk is one column, which scrolls. In the other layouts everything stands in the
 * window, and the document, which a tablet's toolbars make higher than that, must not scroll the header away.
 */
export function bringIntoSight(
  element: Element | null | undefined,
  block: ScrollLogicalPosition = 'start',
): void {
  if (matchMedia('(max-width: 760px)').matches) element?.scrollIntoView({ block });
}
