import Box from '@mui/material/Box';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { PaneWidth } from './use-pane-width.ts';

interface PaneSeparatorProps {
  label: string;
  pane: PaneWidth;
  /** On which side of the separator its pane lies. */
  side: 'start' | 'end';
}

const keyStep = 16;

/** The line between two panes: drag it, or move it with the arrows; a double click sets it back. */
export function PaneSeparator({ label, pane, side }: PaneSeparatorProps) {
  const drag = useRef<{ x: number; width: number } | null>(null);
  const sign = (side === 'start' ? 1 : -1) * (document.documentElement.dir === 'rtl' ? -1 : 1);

  function start(event: PointerEvent<HTMLElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, width: pane.width };
  }
  function move(event: PointerEvent): void {
    if (drag.current) pane.resize(drag.current.width + sign * (event.clientX - drag.current.x));
  }
  function end(): void {
    drag.current = null;
  }
  function press(event: KeyboardEvent): void {
    const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    pane.resize(pane.width + direction * sign * keyStep);
  }

  return (
    <Box
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={pane.width}
      aria-valuemin={pane.min}
      aria-valuemax={pane.max}
      tabIndex={0}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={pane.reset}
      onKeyDown={press}
      sx={{
        position: 'relative',
        flex: 'none',
        width: '1px',
        bgcolor: 'divider',
        cursor: 'col-resize',
        touchAction: 'none',
        zIndex: 1,
        // Easier to grab than one pixel.
        '&::after': { content: '""', position: 'absolute', insetBlock: 0, insetInline: '-5px' },
        '&:hover, &:focus-visible': {
          bgcolor: 'primary.main',
          outline: '1px solid',
          outlineColor: 'primary.main',
        },
      }}
    />
  );
}
