import { type RefObject, useEffect, useState } from 'react';

/** True while a person can see the element: on screen, in a tab that is shown. */
export function useVisible(element: RefObject<HTMLElement | null>): boolean {
  const [onScreen, setOnScreen] = useState(false);
  const [tabShown, setTabShown] = useState(document.visibilityState === 'visible');

  useEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const observer = new IntersectionObserver(([entry]) => setOnScreen(entry?.isIntersecting ?? false));
    observer.observe(target);
    const noteTab = () => setTabShown(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', noteTab);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', noteTab);
    };
  }, [element]);

  return onScreen && tabShown;
}
