import { useEffect, useRef, useState } from 'react';

/** Calls when the element is on the screen, and again while it still is after more has come. */
export function useReachEnd(onReach: () => void, loaded: number): (element: HTMLElement | null) => void {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [visible, setVisible] = useState(false);
  const latest = useRef(onReach);
  useEffect(() => {
    latest.current = onReach;
  });
  useEffect(() => {
    if (!element) return undefined;
    const observer = new IntersectionObserver(([entry]) => setVisible(entry?.isIntersecting ?? false));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  useEffect(() => {
    if (visible && loaded > 0) latest.current();
  }, [visible, loaded]);
  return setElement;
}
