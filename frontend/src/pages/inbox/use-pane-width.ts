import { useCallback, useState } from 'react';
import { readStored, writeStored } from '../../lib/storage.ts';

export interface PaneWidth {
  width: number;
  min: number;
  max: number;
  resize: (width: number) => void;
  reset: () => void;
}

/** A pane's width in pixels, within its limits, remembered in this browser. */
export function usePaneWidth(name: string, usual: number, min: number, max: number): PaneWidth {
  const key = `ticketz.inbox.width.${name}`;
  const clamp = useCallback((width: number) => Math.round(Math.min(max, Math.max(min, width))), [min, max]);
  const [width, setWidth] = useState(() => clamp(Number(readStored(key)) || usual));
  const resize = useCallback(
    (wanted: number) => {
      const next = clamp(wanted);
      setWidth(next);
      writeStored(key, String(next));
    },
    [clamp, key],
  );
  const reset = useCallback(() => resize(usual), [resize, usual]);
  return { width, min, max, resize, reset };
}
