import Box from '@mui/material/Box';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownFile } from '../../files/shown-file.ts';

interface LargeFileProps {
  file: ShownFile;
  zoom: number;
  onZoom: (zoom: number) => void;
  onClose: () => void;
}

/** A photo to look into: the wheel and a double click bring it nearer, dragging moves it. */
function LargeImage({ file, zoom, onZoom, onClose }: LargeFileProps) {
  const { t } = useTranslation('files');
  const [moved, setMoved] = useState({ x: 0, y: 0 });
  const [loaded, setLoaded] = useState(false);
  const dragged = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef({ zoom, onZoom });
  useEffect(() => {
    latest.current = { zoom, onZoom };
  });
  useEffect(() => {
    const element = box.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      latest.current.onZoom(latest.current.zoom * (event.deltaY < 0 ? 1.2 : 1 / 1.2));
    };
    // React's own listener can't keep the browser from zooming the page.
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, []);

  function drag(event: PointerEvent): void {
    if (event.buttons !== 1 || zoom <= 1) return;
    dragged.current = true;
    setMoved(({ x, y }) => ({ x: x + event.movementX, y: y + event.movementY }));
  }
  const at = zoom > 1 ? moved : { x: 0, y: 0 };
  return (
    // Keys do the same: Escape closes, plus and minus zoom.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div
      ref={box}
      onPointerDown={() => {
        dragged.current = false;
      }}
      onPointerMove={drag}
      onClick={(event) => {
        if (event.target === event.currentTarget && !dragged.current) onClose();
      }}
      onDoubleClick={() => onZoom(zoom > 1 ? 1 : 2.5)}
      style={{
        position: 'absolute',
        inset: 0,
        overflow: 'hidden',
        display: 'grid',
        placeItems: 'center',
        touchAction: 'none',
      }}
    >
      {loaded || !file.thumbnailUrl ? null : (
        <img
          src={file.thumbnailUrl}
          alt=""
          style={{
            position: 'absolute',
            inset: 0,
            width: '100%',
            height: '100%',
            objectFit: 'contain',
            filter: 'blur(8px)',
            pointerEvents: 'none',
          }}
        />
      )}
      <img
        src={file.url ?? undefined}
        alt={t('alt.image')}
        draggable={false}
        onLoad={() => setLoaded(true)}
        style={{
          maxWidth: '100%',
          maxHeight: '100%',
          position: 'relative',
          cursor: zoom > 1 ? 'grab' : 'zoom-in',
          transform: `translate(${at.x}px, ${at.y}px) scale(${zoom})`,
        }}
      />
    </div>
  );
}

/** A photo or film as large as the window. */
export function LargeFile(props: LargeFileProps) {
  const { file } = props;
  if (file.kind === 'image') return <LargeImage {...props} />;
  return (
    <Box sx={{ position: 'absolute', inset: 0, display: 'grid', placeItems: 'center' }}>
      {/* What people send has no subtitles. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        src={file.url ?? undefined}
        poster={file.thumbnailUrl ?? undefined}
        controls
        autoPlay
        playsInline
        style={{ maxWidth: '100%', maxHeight: '100%' }}
      />
    </Box>
  );
}
