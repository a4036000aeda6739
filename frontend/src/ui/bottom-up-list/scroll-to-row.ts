/** How many frames a row may take to be drawn, and how many it is held in the middle afterwards. */
const mostFrames = 40;
const settledAfter = 3;

/** Brings a row into the middle. One that isn't drawn is drawn when its chunk comes near. */
export function scrollToRow(scroller: HTMLElement, key: string, chunkId: number): void {
  let frames = 0;
  let seen = 0;
  const step = () => {
    const row = scroller.querySelector(`[data-row="${CSS.escape(key)}"]`);
    const target = row ?? scroller.querySelector(`[data-chunk="${chunkId}"]`);
    target?.scrollIntoView({ block: 'center' });
    // Whoever keeps the list steady has to know at once that this is where one wants to be.
    scroller.dispatchEvent(new Event('scroll'));
    frames += 1;
    if (row) seen += 1;
    if (seen < settledAfter && frames < mostFrames) requestAnimationFrame(step);
    else row?.querySelector<HTMLElement>('article')?.focus({ preventScroll: true });
  };
  step();
}
