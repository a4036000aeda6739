import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useQueryClient } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { setSnoozed } from '../../../features/tickets/snooze/snooze-commands.ts';
import { isTransferable } from '../../../features/tickets/ticket-actions.ts';
import { showTicketDialog, useTicketDialog } from '../../../features/tickets/ticket-dialog.ts';
import { BellIcon } from '../../../ui/icons/BellIcon.tsx';
import { ClockIcon } from '../../../ui/icons/ClockIcon.tsx';
import { ForwardIcon } from '../../../ui/icons/ForwardIcon.tsx';
import { InboxIcon } from '../../../ui/icons/InboxIcon.tsx';
import { type MenuAction, MoreMenu } from '../../../ui/MoreMenu.tsx';

const TransferDialog = lazy(async () => ({
  default: (await import('../../../features/tickets/transfer/TransferDialog.tsx')).TransferDialog,
}));

const SnoozeDialog = lazy(async () => ({
  default: (await import('../../../features/tickets/snooze/SnoozeDialog.tsx')).SnoozeDialog,
}));

const ReminderDialog = lazy(async () => ({
  default: (await import('../../../features/reminders/ReminderDialog.tsx')).ReminderDialog,
}));

/** The rarer things one does with a ticket, mostly behind three dots: giving it away, putting it off, a reminder. */
export function ConversationMore({ ticket, narrow }: { ticket: Ticket; narrow: boolean }) {
  const { t } = useTranslation(['todo', 'tickets', 'transfer']);
  const queryClient = useQueryClient();
  const dialog = useTicketDialog(ticket.id);
  const close = () => showTicketDialog(ticket.id, null);

  const actions: MenuAction[] = [];
  const transferable = isTransferable(ticket);
  const transfer = () => showTicketDialog(ticket.id, 'transfer');
  if (transferable && narrow) actions.push({ label: t('transfer:action'), icon: ForwardIcon, run: transfer });
  if (ticket.status === 'open') {
    const label = t(ticket.snoozed ? 'snooze.again' : 'snooze.action');
    actions.push({ label, icon: ClockIcon, run: () => showTicketDialog(ticket.id, 'snooze') });
  }
  if (ticket.snoozed) {
    const run = () => void setSnoozed(queryClient, ticket, null);
    actions.push({ label: t('snooze.wake'), icon: InboxIcon, run });
  }

  actions.push({
    label: t('reminder.action'),
    icon: BellIcon,
    run: () => showTicketDialog(ticket.id, 'remind'),
  });
  return (
    <>
      {transferable && !narrow ? (
        <Tooltip title={t('transfer:action')}>
          <IconButton aria-label={t('transfer:action')} onClick={transfer} sx={{ color: 'text.secondary' }}>
            <ForwardIcon />
          </IconButton>
        </Tooltip>
      ) : null}
      <MoreMenu label={t('tickets:snooze.more')} actions={actions} />
      <Suspense>
        {dialog === 'transfer' && transferable ? <TransferDialog ticket={ticket} onClose={close} /> : null}
        {dialog === 'snooze' ? <SnoozeDialog ticket={ticket} onClose={close} /> : null}
        {dialog === 'remind' ? <ReminderDialog known={null} ticket={ticket} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
