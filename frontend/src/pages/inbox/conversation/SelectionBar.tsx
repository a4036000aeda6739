import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { flattenMessages } from '../../../features/messages/message-pages.ts';
import { messagesQuery } from '../../../features/messages/message-queries.ts';
import { isDeletable, isForwardable } from '../../../features/messages/message-rights.ts';
import { showOverlay } from '../../../features/messages/overlays/overlay.ts';
import { endSelection } from '../../../features/messages/selection.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { CloseIcon } from '../../../ui/icons/CloseIcon.tsx';
import { CopyIcon } from '../../../ui/icons/CopyIcon.tsx';
import { ForwardIcon } from '../../../ui/icons/ForwardIcon.tsx';
import { TrashIcon } from '../../../ui/icons/TrashIcon.tsx';
import { showToast } from '../../../ui/toast.ts';

interface BarButtonProps {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function BarButton({ label, disabled = false, onClick, children }: BarButtonProps) {
  return (
    <Tooltip title={label}>
      <span>
        <IconButton aria-label={label} disabled={disabled} onClick={onClick}>
          {children}
        </IconButton>
      </span>
    </Tooltip>
  );
}

/** Instead of the composer while messages are being chosen: what can be done with all of them. */
export function SelectionBar({ ticket, ids }: { ticket: Ticket; ids: ReadonlySet<string> }) {
  const { t } = useTranslation('messages');
  const { data } = useInfiniteQuery(messagesQuery(ticket.id));
  const messages = flattenMessages(data).filter(({ id }) => ids.has(id));
  const texts = messages.map(({ text }) => text).filter(Boolean);
  const none = messages.length === 0;

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) endSelection();
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
      endSelection();
    };
  }, []);

  async function copy(): Promise<void> {
    if (!(await copyText(texts.join('\n')))) return;
    showToast({ text: t('menu.copied') });
    endSelection();
  }
  return (
    <Box
      role="toolbar"
      aria-label={t('selection.label')}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        px: 2,
        minHeight: 64,
        flex: 'none',
        borderTop: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
      }}
    >
      <BarButton label={t('selection.cancel')} onClick={endSelection}>
        <CloseIcon />
      </BarButton>
      <Box aria-live="polite" sx={{ flex: 1, px: 1 }}>
        {t('selection.count', { count: messages.length })}
      </Box>
      <BarButton
        label={t('selection.forward')}
        disabled={none || !messages.every(isForwardable)}
        onClick={() => showOverlay({ type: 'forward', messages })}
      >
        <ForwardIcon />
      </BarButton>
      <BarButton label={t('selection.copy')} disabled={texts.length === 0} onClick={() => void copy()}>
        <CopyIcon />
      </BarButton>
      <BarButton
        label={t('selection.delete')}
        disabled={none || ticket.status !== 'open' || !messages.every((message) => isDeletable(message))}
        onClick={() => showOverlay({ type: 'delete', messages })}
      >
        <TrashIcon />
      </BarButton>
    </Box>
  );
}
