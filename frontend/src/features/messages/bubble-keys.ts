import type { KeyboardEvent } from 'react';

/** The bubble whose lower edge is the last one on the screen: where one begins to walk up. */
function lastSeen(bubbles: readonly HTMLElement[], region: HTMLElement): HTMLElement | undefined {
  const edge = region.getBoundingClientRect().bottom;
  return bubbles.findLast((bubble) => bubble.getBoundingClientRect().top < edge) ?? bubbles.at(-1);
}

/** Arrow up and down go from bubble to bubble: one stop of the Tab key for the whole conversation. */
export function moveBetweenBubbles(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const { currentTarget: region, target } = event;
  if (!step || event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLElement)) return;
  const bubbles = [...region.querySelectorAll<HTMLElement>('article')];
  const current = target.closest<HTMLElement>('article');
  if (target !== region && target !== current) return;
  const next = current ? bubbles[bubbles.indexOf(current) + step] : lastSeen(bubbles, region);
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}
