import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { findAnchor, restoreAnchor } from './scroll-anchor.ts';

/** Nearer to the end than this, the list follows what comes; further up it stays where one reads. */
const followWithinPx = 240;
/** So far before the top older rows are asked for. */
const nearTopPx = 1_500;

interface SteadyScroll {
  scroller: RefObject<HTMLElement | null>;
  content: RefObject<HTMLElement | null>;
  onEndChange: (atEnd: boolean) => void;
  onNearTop: () => void;
}

/** The end is where `scrollTop` is 0: the list grows upwards from there, into the negative. */
function distanceFromEnd(scroller: HTMLElement): number {
  return Math.abs(scroller.scrollTop);
}

/** Keeps a bottom-up list steady: what one reads stays in its place, and who is at the end stays there. */
export function useSteadyScroll({ scroller, content, onEndChange, onNearTop }: SteadyScroll): void {
  const callbacks = useRef({ onEndChange, onNearTop });
  useLayoutEffect(() => {
    callbacks.current = { onEndChange, onNearTop };
  });

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return undefined;
    let following = distanceFromEnd(box) <= followWithinPx;
    let anchor = following ? null : findAnchor(box);

    function look(element: HTMLElement): void {
      const atEnd = distanceFromEnd(element) <= followWithinPx;
      if (atEnd !== following) callbacks.current.onEndChange(atEnd);
      following = atEnd;
      anchor = atEnd ? null : findAnchor(element);
      const above = element.scrollHeight - element.clientHeight - distanceFromEnd(element);
      if (above < nearTopPx) callbacks.current.onNearTop();
    }
    function scrolled(): void {
      if (box) look(box);
    }
    // Runs after layout and before anything is painted.
    const observer = new ResizeObserver(() => {
      if (following) box.scrollTop = 0;
      else if (anchor) restoreAnchor(box, anchor);
      look(box);
    });
    callbacks.current.onEndChange(following);
    observer.observe(inner);
    box.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', scrolled);
    };
  }, [scroller, content]);
}
