import Box from '@mui/material/Box';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Beyond it browsers draw nothing at all. */
const mostPixels = 16_000_000;

interface PdfPageProps {
  document: PDFDocumentProxy;
  number: number;
  /** In pixels of the screen. */
  width: number;
  /** Height through width, until the page itself is known. */
  ratio: number;
  onSeen: (number: number) => void;
}

/** One page, drawn when it comes near the screen, and forgotten when it is far from it. */
export function PdfPage({ document, number, width, ratio, onSeen }: PdfPageProps) {
  const { t } = useTranslation('files');
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(false);
  const [own, setOwn] = useState(ratio);

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const root = element.parentElement;
    const nearby = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root,
      rootMargin: '100% 0px',
    });
    // The line in the middle of the screen says which page one reads.
    const read = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) onSeen(number);
      },
      { root, rootMargin: '-50% 0px -50% 0px' },
    );
    nearby.observe(element);
    read.observe(element);
    return () => {
      nearby.disconnect();
      read.disconnect();
    };
  }, [number, onSeen]);

  useEffect(() => {
    if (!near) return undefined;
    let stop: () => void = () => undefined;
    let gone = false;
    void (async () => {
      const page = await document.getPage(number);
      const plain = page.getViewport({ scale: 1 });
      if (gone || !canvas.current) return;
      setOwn(plain.height / plain.width);
      const sharp = (width / plain.width) * window.devicePixelRatio;
      const scale = Math.min(sharp, Math.sqrt(mostPixels / (plain.width * plain.height)));
      const viewport = page.getViewport({ scale });
      canvas.current.width = Math.floor(viewport.width);
      canvas.current.height = Math.floor(viewport.height);
      const task = page.render({ canvas: canvas.current, viewport });
      stop = () => task.cancel();
      await task.promise;
      // What was given up, or can't be drawn, leaves an empty page; the document can still be downloaded.
    })().catch(() => undefined);
    return () => {
      gone = true;
      stop();
    };
  }, [document, number, width, near]);

  return (
    <Box
      ref={frame}
      data-page={number}
      sx={{ flex: 'none', width, height: width * own, bgcolor: '#fff', boxShadow: 2, mx: 'auto' }}
    >
      {near ? (
        <canvas
          key={width}
          ref={canvas}
          role="img"
          aria-label={t('pdf.page', { number })}
          style={{ width: '100%', height: '100%', display: 'block' }}
        />
      ) : null}
    </Box>
  );
}
