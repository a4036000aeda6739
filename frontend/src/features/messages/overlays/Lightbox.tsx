import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Modal from '@mui/material/Modal';
import type { Message } from '@ticketz/contract/messages';
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../../lib/dates.ts';
import { AddIcon } from '../../../ui/icons/AddIcon.tsx';
import { ChevronLeftIcon } from '../../../ui/icons/ChevronLeftIcon.tsx';
import { ChevronRightIcon } from '../../../ui/icons/ChevronRightIcon.tsx';
import { CloseIcon } from '../../../ui/icons/CloseIcon.tsx';
import { DownloadIcon } from '../../../ui/icons/DownloadIcon.tsx';
import { MinusIcon } from '../../../ui/icons/MinusIcon.tsx';
import { shownFile } from '../../files/shown-file.ts';
import { LargeFile } from './LargeFile.tsx';
import { hideOverlay, showOverlay } from './overlay.ts';

const mostZoom = 5;

function picturesIn(messages: readonly Message[]): Message[] {
  return messages.filter(
    ({ file, deletedAt, kind }) =>
      file?.state === 'ready' &&
      !deletedAt &&
      kind !== 'video_note' &&
      (file.kind === 'image' || file.kind === 'video'),
  );
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, p: 1, color: '#fff', flex: 'none' }}>
      {children}
    </Box>
  );
}

function SideButton({ side, label, onClick }: { side: 'start' | 'end'; label: string; onClick: () => void }) {
  const Icon = side === 'start' ? ChevronLeftIcon : ChevronRightIcon;
  return (
    <IconButton
      color="inherit"
      aria-label={label}
      onClick={onClick}
      sx={{
        position: 'absolute',
        top: '50%',
        transform: 'translateY(-50%)',
        bgcolor: 'rgb(0 0 0 / 0.45)',
        '&:hover': { bgcolor: 'rgb(0 0 0 / 0.7)' },
        ...(side === 'start' ? { insetInlineStart: 8 } : { insetInlineEnd: 8 }),
      }}
    >
      <Icon sx={{ '[dir=rtl] &': { transform: 'scaleX(-1)' } }} />
    </IconButton>
  );
}

/** The photos and films of the conversation, one at a time and large. Arrows, plus and minus, Escape. */
export function Lightbox({ messages, messageId }: { messages: readonly Message[]; messageId: string }) {
  const { t, i18n } = useTranslation(['files', 'common']);
  const pictures = useMemo(() => picturesIn(messages), [messages]);
  const index = pictures.findIndex(({ id }) => id === messageId);
  const current = pictures[index];
  const [zoomed, setZoomed] = useState({ messageId, zoom: 1 });
  const zoom = zoomed.messageId === messageId ? zoomed.zoom : 1;
  const setZoom = (next: number) => setZoomed({ messageId, zoom: Math.min(mostZoom, Math.max(1, next)) });
  const go = (step: number) => {
    const next = pictures[index + step];
    if (next) showOverlay({ type: 'lightbox', messageId: next.id });
  };
  if (!current?.file) return null;
  const file = shownFile(current.file);
  const towards = document.documentElement.dir === 'rtl' ? -1 : 1;

  function press(event: KeyboardEvent): void {
    if (event.target instanceof HTMLVideoElement) return;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => go(-towards),
      ArrowRight: () => go(towards),
      '+': () => setZoom(zoom * 1.5),
      '=': () => setZoom(zoom * 1.5),
      '-': () => setZoom(zoom / 1.5),
      '0': () => setZoom(1),
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  }
  return (
    <Modal open onClose={hideOverlay} slotProps={{ backdrop: { sx: { bgcolor: 'rgb(10 14 16 / 0.94)' } } }}>
      <Box
        role="dialog"
        aria-modal
        aria-label={t('lightbox', { index: index + 1, count: pictures.length })}
        tabIndex={-1}
        onKeyDown={press}
        sx={{ position: 'absolute', inset: 0, display: 'flex', flexDirection: 'column', outline: 'none' }}
      >
        <Bar>
          <Box sx={{ flex: 1, minWidth: 0, px: 1, typography: 'body2' }}>
            {index + 1} / {pictures.length} · {formatDateTime(new Date(current.sentAt), i18n.language)}
          </Box>
          {file.kind === 'image' ? (
            <>
              <IconButton
                color="inherit"
                aria-label={t('zoomOut')}
                disabled={zoom <= 1}
                onClick={() => setZoom(zoom / 1.5)}
              >
                <MinusIcon />
              </IconButton>
              <IconButton
                color="inherit"
                aria-label={t('zoomIn')}
                disabled={zoom >= mostZoom}
                onClick={() => setZoom(zoom * 1.5)}
              >
                <AddIcon />
              </IconButton>
            </>
          ) : null}
          <IconButton
            color="inherit"
            component="a"
            href={file.downloadUrl ?? undefined}
            download={file.name ?? ''}
            aria-label={t('download')}
          >
            <DownloadIcon />
          </IconButton>
          <IconButton color="inherit" aria-label={t('common:action.close')} onClick={hideOverlay}>
            <CloseIcon />
          </IconButton>
        </Bar>
        <Box sx={{ flex: 1, minHeight: 0, position: 'relative', color: '#fff' }}>
          <LargeFile key={current.id} file={file} zoom={zoom} onZoom={setZoom} onClose={hideOverlay} />
          {index > 0 ? <SideButton side="start" label={t('previous')} onClick={() => go(-1)} /> : null}
          {index < pictures.length - 1 ? (
            <SideButton side="end" label={t('next')} onClick={() => go(1)} />
          ) : null}
        </Box>
        {current.text ? (
          <Box
            dir="auto"
            sx={{
              color: '#fff',
              p: 2,
              textAlign: 'center',
              maxHeight: '20%',
              overflow: 'auto',
              whiteSpace: 'pre-wrap',
            }}
          >
            {current.text}
          </Box>
        ) : null}
      </Box>
    </Modal>
  );
}
