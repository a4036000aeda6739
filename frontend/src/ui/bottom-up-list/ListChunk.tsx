import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';

/** How far from what is seen rows are still kept, so that fast scrolling meets no gap. */
const keptAround = '1600px 0px';

interface ListChunkProps {
  scroller: RefObject<HTMLElement | null>;
  children: () => ReactNode;
}

/** A handful of neighbouring rows. Far from the screen only their height remains, which is known exactly by then. */
export function ListChunk({ scroller, children }: ListChunkProps) {
  const element = useRef<HTMLDivElement>(null);
  const [leftHeight, setLeftHeight] = useState<number | null>(null);

  useEffect(() => {
    const chunk = element.current;
    if (!chunk) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) =>
        setLeftHeight(entry && !entry.isIntersecting ? chunk.getBoundingClientRect().height : null),
      { root: scroller.current, rootMargin: keptAround },
    );
    observer.observe(chunk);
    return () => observer.disconnect();
  }, [scroller]);

  return (
    <div ref={element} style={leftHeight === null ? undefined : { height: leftHeight }}>
      {leftHeight === null ? children() : null}
    </div>
  );
}
