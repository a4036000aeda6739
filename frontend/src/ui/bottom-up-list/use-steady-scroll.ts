import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { findAnchor, restoreAnchor } from './scroll-anchor.ts';

/** Nearer to the end than this, the list follows what comes; further up it stays where one reads. */
const followWithinPx = 240;
/** So far before the top older rows are asked for. */
const nearTopPx = 1_500;

interface SteadyScroll {
  scroller: RefObject<HTMLElement | null>;
  content: RefObject<HTMLElement | null>;
  /** Below what is loaded there is more: nothing is followed, and it is asked for when one comes near. */
  moreBelow: boolean;
  onEndChange: (atEnd: boolean) => void;
  onNearTop: () => void;
  onNearEnd: () => void;
}

/** The end is where `scrollTop` is 0: the list grows upwards from there, into the negative. */
function distanceFromEnd(scroller: HTMLElement): number {
  return Math.abs(scroller.scrollTop);
}

/** Keeps a bottom-up list steady: what one reads stays in its place, and who is at the end stays there. */
export function useSteadyScroll({ scroller, content, ...given }: SteadyScroll): void {
  const current = useRef(given);
  useLayoutEffect(() => {
    current.current = given;
  });

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return undefined;
    const isAtEnd = (element: HTMLElement) =>
      !current.current.moreBelow && distanceFromEnd(element) <= followWithinPx;
    let following = isAtEnd(box);
    let anchor = following ? null : findAnchor(box);

    function look(element: HTMLElement): void {
      const atEnd = isAtEnd(element);
      if (atEnd !== following) current.current.onEndChange(atEnd);
      following = atEnd;
      anchor = atEnd ? null : findAnchor(element);
      const above = element.scrollHeight - element.clientHeight - distanceFromEnd(element);
      if (above < nearTopPx) current.current.onNearTop();
      if (current.current.moreBelow && distanceFromEnd(element) < nearTopPx) current.current.onNearEnd();
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
    current.current.onEndChange(following);
    observer.observe(inner);
    box.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', scrolled);
    };
  }, [scroller, content]);
}
