import Box from '@mui/material/Box';
import type { Ticket } from '@ticketz/contract/tickets';
import { useTranslation } from 'react-i18next';
import { formatComing } from '../../../lib/coming-times.ts';
import { ClockIcon } from '../../../ui/icons/ClockIcon.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';

/** Says until when a ticket is put off, or that it has come back; null when neither. */
export function useSnoozeWords({ snoozed, wokenAt }: Ticket): string | null {
  const { t, i18n } = useTranslation('tickets');
  if (snoozed?.until) {
    return t('snooze.until', { time: formatComing(new Date(snoozed.until), i18n.language) });
  }
  if (snoozed) return t('snooze.open');
  return wokenAt ? t('snooze.woken') : null;
}

/** A clock in a ticket's row, with the time that it is put off until. */
export function SnoozeMark({ ticket }: { ticket: Ticket }) {
  const { i18n } = useTranslation();
  const words = useSnoozeWords(ticket);
  if (!words) return null;
  const until = ticket.snoozed?.until;
  return (
    <Box
      component="span"
      title={words}
      sx={{
        flex: 'none',
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        typography: 'caption',
        color: ticket.snoozed ? 'text.secondary' : 'warning.main',
      }}
    >
      <ClockIcon sx={{ fontSize: 15 }} />
      {until ? <span aria-hidden>{formatComing(new Date(until), i18n.language)}</span> : null}
      <VisuallyHidden>{words}</VisuallyHidden>
    </Box>
  );
}
