import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import type { Reminder } from '@ticketz/contract/reminders';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router-dom';
import { deleteReminder, setDone } from '../../features/reminders/reminder-commands.ts';
import { formatComing } from '../../lib/coming-times.ts';
import { formatDateTime } from '../../lib/dates.ts';
import { ClockIcon } from '../../ui/icons/ClockIcon.tsx';
import { TrashIcon } from '../../ui/icons/TrashIcon.tsx';
import { type MenuAction, MoreMenu } from '../../ui/MoreMenu.tsx';

interface TodoRowProps {
  reminder: Reminder;
  overdue: boolean;
  onPostpone: () => void;
}

/** One thing to do: tick it, go to its ticket, put it off. */
export function TodoRow({ reminder, overdue, onPostpone }: TodoRowProps) {
  const { t, i18n } = useTranslation(['todo', 'common']);
  const queryClient = useQueryClient();
  const { note, ticket, dueAt, doneAt } = reminder;
  const done = doneAt !== null;
  const what = note || (ticket?.contactName ?? t('todo.ticketGone'));
  const at = new Date(done ? doneAt : dueAt);
  const actions: MenuAction[] = [
    ...(done ? [] : [{ label: t('todo.postpone'), icon: ClockIcon, run: onPostpone }]),
    {
      label: t('common:action.delete'),
      icon: TrashIcon,
      danger: true,
      run: () => void deleteReminder(queryClient, reminder),
    },
  ];
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        pl: 1,
        pr: 1,
        py: 0.75,
        minHeight: 60,
        borderBottom: 1,
        borderColor: 'divider',
        '&:last-child': { borderBottom: 0 },
      }}
    >
      <Checkbox
        checked={done}
        onChange={(_event, checked) => void setDone(queryClient, reminder, checked)}
        slotProps={{ input: { 'aria-label': t(done ? 'todo.markOpen' : 'todo.markDone', { what }) } }}
        sx={{ p: 1.25 }}
      />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        {note ? (
          <Typography
            dir="auto"
            sx={{
              overflowWrap: 'anywhere',
              whiteSpace: 'pre-line',
              ...(done ? { textDecoration: 'line-through', color: 'text.secondary' } : {}),
            }}
          >
            {note}
          </Typography>
        ) : null}
        {ticket ? (
          <Link
            component={RouterLink}
            to={`/tickets/${ticket.id}`}
            aria-label={t('todo.openTicket', { contact: ticket.contactName })}
            sx={{ display: 'inline-block', py: 0.25, overflowWrap: 'anywhere' }}
          >
            {ticket.contactName} · #{ticket.number}
          </Link>
        ) : null}
        {reminder.ticketGone ? (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('todo.ticketGone')}
          </Typography>
        ) : null}
      </Box>
      <Box
        component="time"
        dateTime={at.toISOString()}
        title={formatDateTime(at, i18n.language)}
        sx={{ flex: 'none', typography: 'body2', color: overdue ? 'error.main' : 'text.secondary' }}
      >
        {formatComing(at, i18n.language)}
      </Box>
      <MoreMenu name={what} actions={actions} />
    </Box>
  );
}
