import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';

/** How far from what is seen rows are still kept, so that fast scrolling meets no gap. */
const keptAround = '1600px 0px';

interface ListChunkProps {
  id: number;
  scroller: RefObject<HTMLElement | null>;
  /** The height to begin with instead of the rows, of a chunk that isn't near what is seen first. */
  startHeight: number | null;
  children: () => ReactNode;
}

/** A handful of neighbouring rows. Far from the screen there is only their height. */
export function ListChunk({ id, scroller, startHeight, children }: ListChunkProps) {
  const element = useRef<HTMLDivElement>(null);
  const [leftHeight, setLeftHeight] = useState(startHeight);

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
    <div ref={element} data-chunk={id} style={leftHeight === null ? undefined : { height: leftHeight }}>
      {leftHeight === null ? children() : null}
    </div>
  );
}
