import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Modal from '@mui/material/Modal';
import Skeleton from '@mui/material/Skeleton';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../../../lib/useDelayed.ts';
import { AddIcon } from '../../../ui/icons/AddIcon.tsx';
import { CloseIcon } from '../../../ui/icons/CloseIcon.tsx';
import { DownloadIcon } from '../../../ui/icons/DownloadIcon.tsx';
import { MinusIcon } from '../../../ui/icons/MinusIcon.tsx';
import { openPdf } from '../../files/pdf/open-pdf.ts';
import { PdfPages } from '../../files/pdf/PdfPages.tsx';
import type { ShownFile } from '../../files/shown-file.ts';
import { hideOverlay } from './overlay.ts';

const zooms = [1, 1.5, 2, 3] as const;

function usePdf(url: string | null): PDFDocumentProxy | 'failed' | null {
  const [state, setState] = useState<PDFDocumentProxy | 'failed' | null>(null);
  useEffect(() => {
    if (!url) return undefined;
    let gone = false;
    const opened = openPdf(url);
    const show = (next: PDFDocumentProxy | 'failed') => {
      if (!gone) setState(next);
    };
    opened.document.then(show, () => show('failed'));
    return () => {
      gone = true;
      opened.close();
    };
  }, [url]);
  return state;
}

/** A PDF as large as the window, page by page. Plus and minus zoom, Escape closes. */
export function DocumentViewer({ file }: { file: ShownFile }) {
  const { t } = useTranslation(['files', 'common']);
  const pdf = usePdf(file.url);
  const [page, setPage] = useState(1);
  const [step, setStep] = useState(0);
  const slow = useDelayed();
  const name = file.name ?? t('unnamed');
  const zoom = (by: number) => setStep((now) => Math.min(zooms.length - 1, Math.max(0, now + by)));
  function press(event: KeyboardEvent): void {
    const by = { '+': 1, '=': 1, '-': -1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    zoom(by);
  }
  const download = {
    component: 'a',
    href: file.downloadUrl ?? undefined,
    download: file.name ?? '',
  } as const;
  return (
    <Modal open onClose={hideOverlay} slotProps={{ backdrop: { sx: { bgcolor: 'rgb(10 14 16 / 0.94)' } } }}>
      <Box
        role="dialog"
        aria-modal
        aria-label={name}
        tabIndex={-1}
        onKeyDown={press}
        sx={{
          position: 'absolute',
          inset: 0,
          display: 'flex',
          flexDirection: 'column',
          outline: 'none',
          color: '#fff',
        }}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, p: 1, flex: 'none' }}>
          <Box
            dir="auto"
            sx={{ minWidth: 0, px: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            {name}
          </Box>
          <Box
            aria-live="polite"
            sx={{ flex: 1, flexShrink: 0, typography: 'body2', whiteSpace: 'nowrap', opacity: 0.8 }}
          >
            {pdf && pdf !== 'failed' ? t('pdf.position', { number: page, count: pdf.numPages }) : ''}
          </Box>
          <IconButton
            color="inherit"
            aria-label={t('zoomOut')}
            disabled={step === 0}
            onClick={() => zoom(-1)}
          >
            <MinusIcon />
          </IconButton>
          <IconButton
            color="inherit"
            aria-label={t('zoomIn')}
            disabled={step === zooms.length - 1}
            onClick={() => zoom(1)}
          >
            <AddIcon />
          </IconButton>
          <IconButton color="inherit" {...download} aria-label={t('download')}>
            <DownloadIcon />
          </IconButton>
          <IconButton color="inherit" aria-label={t('common:action.close')} onClick={hideOverlay}>
            <CloseIcon />
          </IconButton>
        </Box>
        <Box sx={{ flex: 1, minHeight: 0, position: 'relative' }}>
          {pdf === 'failed' ? (
            <Box
              role="alert"
              sx={{
                display: 'grid',
                placeContent: 'center',
                gap: 2,
                height: '100%',
                p: 3,
                textAlign: 'center',
              }}
            >
              {t('pdf.failed')}
              <Button variant="contained" startIcon={<DownloadIcon />} {...download}>
                {t('download')}
              </Button>
            </Box>
          ) : pdf ? (
            <PdfPages document={pdf} zoom={zooms[step] ?? 1} onSeen={setPage} />
          ) : slow ? (
            <Skeleton
              variant="rectangular"
              aria-label={t('pdf.opening')}
              sx={{
                mx: 'auto',
                my: 2,
                width: 'min(900px, 100% - 32px)',
                height: '100%',
                bgcolor: 'rgb(255 255 255 / 0.2)',
              }}
            />
          ) : null}
        </Box>
      </Box>
    </Modal>
  );
}
