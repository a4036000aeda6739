import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { Ticket } from '@ticketz/contract/tickets';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useMe } from '../../../api/session.ts';
import { useMentioned } from '../../../features/notes/use-mentions.ts';
import { QueueBar } from '../../../features/queues/QueueMark.tsx';
import { BotMark } from '../../../features/tickets/BotMark.tsx';
import { SnoozeMark } from '../../../features/tickets/snooze/SnoozeMark.tsx';
import { formatListTime } from '../../../lib/dates.ts';
import { PersonAvatar } from '../../../ui/PersonAvatar.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { Snippet } from './Snippet.tsx';

export const rowHeight = 76;

interface TicketRowProps {
  ticket: Ticket;
  selected: boolean;
  /** The one row that Tab reaches; the arrows go on from there. */
  reachable: boolean;
  /** Says in words what the tab doesn't already say: waiting, closed. */
  showStatus: boolean;
}

function UnreadCount({ count }: { count: number }) {
  const { t } = useTranslation('tickets');
  if (count === 0) return null;
  return (
    <Box
      component="span"
      sx={{
        flex: 'none',
        minWidth: 20,
        px: 0.75,
        borderRadius: 10,
        bgcolor: 'primary.main',
        color: 'primary.contrastText',
        fontSize: '0.75rem',
        fontWeight: 600,
        lineHeight: '20px',
        textAlign: 'center',
      }}
    >
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <VisuallyHidden>{t('unread', { count })}</VisuallyHidden>
    </Box>
  );
}

/** A note names this person, and they haven't seen it. */
function MentionMark({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('notifications');
  if (!useMentioned(ticketId)) return null;
  return (
    <Box
      component="span"
      title={t('mention.mark')}
      sx={{ flex: 'none', color: 'warning.main', fontWeight: 700, lineHeight: '20px' }}
    >
      <span aria-hidden>@</span>
      <VisuallyHidden>{t('mention.mark')}</VisuallyHidden>
    </Box>
  );
}

function Assignee({ name }: { name: string }) {
  const { t } = useTranslation('tickets');
  return (
    <Box
      component="span"
      title={t('assignedTo', { name })}
      sx={{ flex: 'none', maxWidth: 96, typography: 'caption', color: 'text.secondary' }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis' }}
      >
        {name.split(' ')[0]}
      </Box>
      <VisuallyHidden>{t('assignedTo', { name })}</VisuallyHidden>
    </Box>
  );
}

/** One ticket of the list: who, what was said last, when, and what is unread. Always the same height. */
export const TicketRow = memo(function TicketRow({
  ticket,
  selected,
  reachable,
  showStatus,
}: TicketRowProps) {
  const { t, i18n } = useTranslation('tickets');
  const me = useMe();
  const { contact, assignee, unreadCount } = ticket;
  const unread = unreadCount > 0;
  return (
    <ButtonBase
      component={Link}
      to={`/tickets/${ticket.id}`}
      data-ticket-id={ticket.id}
      tabIndex={reachable ? 0 : -1}
      aria-current={selected ? 'true' : undefined}
      sx={{
        position: 'relative',
        width: '100%',
        height: rowHeight,
        px: 1.5,
        gap: 1.5,
        justifyContent: 'flex-start',
        textAlign: 'start',
        borderRadius: 1.2,
        bgcolor: selected ? 'surface.selected' : 'transparent',
        '&:hover': { bgcolor: selected ? 'surface.selected' : 'surface.hover' },
        '&.Mui-focusVisible': { outlineOffset: -2 },
      }}
    >
      <PersonAvatar id={contact.id} name={contact.name} size={44} />
      <QueueBar queueId={ticket.queueId} />
      <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
        <Box component="span" sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
          <Box
            component="span"
            dir="auto"
            sx={{
              flex: 1,
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
              fontSize: '0.9375rem',
              fontWeight: unread ? 650 : 500,
              textAlign: 'start',
            }}
          >
            {contact.name}
          </Box>
          <Box
            component="time"
            dateTime={ticket.lastMessageAt}
            sx={{ flex: 'none', fontSize: '0.75rem', color: unread ? 'primary.main' : 'text.secondary' }}
          >
            {formatListTime(new Date(ticket.lastMessageAt), i18n.language)}
          </Box>
        </Box>
        <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 1, mt: 0.25, minHeight: 22 }}>
          <Snippet ticket={ticket} selected={selected} />
          {showStatus && ticket.status !== 'open' ? (
            <Box component="span" sx={{ flex: 'none', typography: 'caption', color: 'text.secondary' }}>
              {t(`status.${ticket.status}`)}
            </Box>
          ) : null}
          {ticket.status === 'open' && assignee && assignee.id !== me?.id ? (
            <Assignee name={assignee.name} />
          ) : null}
          {ticket.withBot ? <BotMark /> : null}
          <SnoozeMark ticket={ticket} />
          <MentionMark ticketId={ticket.id} />
          <UnreadCount count={unreadCount} />
        </Box>
      </Box>
    </ButtonBase>
  );
});
