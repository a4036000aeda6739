import Box from '@mui/material/Box';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { PdfPage } from './PdfPage.tsx';

const widest = 900;
const gap = 16;

interface PdfPagesProps {
  document: PDFDocumentProxy;
  zoom: number;
  onSeen: (number: number) => void;
}

/** All pages below each other, as wide as there is room for. */
export function PdfPages({ document, zoom, onSeen }: PdfPagesProps) {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const [ratio, setRatio] = useState(0);

  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setRoom(element.clientWidth));
    watch.observe(element);
    element.focus();
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    let gone = false;
    const square = { width: 1, height: 1 };
    void document
      .getPage(1)
      .then(
        (page) => page.getViewport({ scale: 1 }),
        () => square,
      )
      .then(({ width, height }) => {
        if (!gone) setRatio(height / width);
      });
    return () => {
      gone = true;
    };
  }, [document]);

  const width = Math.round(Math.min(widest, room - 2 * gap) * zoom);
  return (
    <Box
      ref={box}
      // The arrows scroll what has the focus.
      tabIndex={0}
      sx={{
        position: 'absolute',
        inset: 0,
        overflow: 'auto',
        display: 'flex',
        flexDirection: 'column',
        gap: `${gap}px`,
        p: `${gap}px`,
        outline: 'none',
      }}
    >
      {ratio > 0 && width > 0
        ? Array.from({ length: document.numPages }, (_, index) => (
            <PdfPage
              // oxlint-disable-next-line react/no-array-index-key -- pages are known by their numbers
              key={index}
              document={document}
              number={index + 1}
              width={width}
              ratio={ratio}
              onSeen={onSeen}
            />
          ))
        : null}
    </Box>
  );
}
