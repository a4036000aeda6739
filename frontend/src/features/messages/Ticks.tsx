import Box from '@mui/material/Box';
import type { OutboundStatus } from '@ticketz/contract/messages';
import { useTranslation } from 'react-i18next';
import { AlertIcon } from '../../ui/icons/AlertIcon.tsx';
import { ClockIcon } from '../../ui/icons/ClockIcon.tsx';
import { DoubleTickIcon } from '../../ui/icons/DoubleTickIcon.tsx';
import { TickIcon } from '../../ui/icons/TickIcon.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';

const icons = {
  queued: ClockIcon,
  sent: TickIcon,
  delivered: DoubleTickIcon,
  read: DoubleTickIcon,
  failed: AlertIcon,
};
const colors = {
  queued: 'bubble.tick',
  sent: 'bubble.tick',
  delivered: 'bubble.tick',
  read: 'bubble.tickRead',
  failed: 'error.main',
};

/** What became of a message we sent, as WhatsApp draws it; in words for who doesn't see it. */
export function Ticks({ status }: { status: OutboundStatus }) {
  const { t } = useTranslation('messages');
  const Icon = icons[status];
  return (
    <Box component="span" title={t(`status.${status}`)} sx={{ display: 'inline-flex', flex: 'none' }}>
      <Icon sx={{ fontSize: status === 'queued' ? 14 : 18, color: colors[status] }} />
      <VisuallyHidden>{t(`status.${status}`)}</VisuallyHidden>
    </Box>
  );
}
