import { useEffect, useState } from 'react';

/** True from the moment on that the element is on the screen, or nearly. */
export function useSeen(): [seen: boolean, ref: (element: HTMLElement | null) => void] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!element || seen) return undefined;
    const look = ([entry]: IntersectionObserverEntry[]) => setSeen(entry?.isIntersecting ?? false);
    const observer = new IntersectionObserver(look, { rootMargin: '300px' });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, seen]);
  return [seen, setElement];
}
