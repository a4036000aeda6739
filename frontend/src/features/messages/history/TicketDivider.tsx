import Box from '@mui/material/Box';
import type { Ticket } from '@ticketz/contract/tickets';
import { useTranslation } from 'react-i18next';
import { formatPeriod } from '../../../lib/dates.ts';

/** Between two tickets of a contact: names the one that ended above. */
export function TicketDivider({ ticket }: { ticket: Ticket }) {
  const { t, i18n } = useTranslation('search');
  const number = String(ticket.number);
  const period = formatPeriod(
    new Date(ticket.createdAt),
    new Date(ticket.closedAt ?? ticket.lastMessageAt),
    i18n.language,
  );
  const text = ticket.assignee
    ? t('divider', { number, period, name: ticket.assignee.name })
    : t('dividerNobody', { number, period });
  return (
    <Box
      role="separator"
      aria-label={text}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        py: 2,
        color: 'text.secondary',
        typography: 'caption',
        '&::before, &::after': { content: '""', flex: 1, borderTop: 1, borderColor: 'divider' },
      }}
    >
      {text}
    </Box>
  );
}
