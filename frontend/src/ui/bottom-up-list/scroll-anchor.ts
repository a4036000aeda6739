interface Anchor {
  row: Element;
  /** Its distance from the upper edge of what is seen. */
  offset: number;
}

/** The first row whose upper edge is on the screen. */
export function findAnchor(scroller: HTMLElement): Anchor | null {
  const edge = scroller.getBoundingClientRect().top;
  for (const row of scroller.querySelectorAll('[data-row]')) {
    const offset = row.getBoundingClientRect().top - edge;
    if (offset >= 0) return { row, offset };
  }
  return null;
}

/** Scrolls so that the row stands where it stood, whatever has been added or has grown around it. */
export function restoreAnchor(scroller: HTMLElement, anchor: Anchor): void {
  if (!anchor.row.isConnected) return;
  const offset = anchor.row.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  const moved = offset - anchor.offset;
  if (Math.abs(moved) >= 1) scroller.scrollTop += moved;
}
