import { useQueryClient } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { setSnoozed } from '../../../features/tickets/snooze/snooze-commands.ts';
import { showTicketDialog, useTicketDialog } from '../../../features/tickets/ticket-dialog.ts';
import { BellIcon } from '../../../ui/icons/BellIcon.tsx';
import { ClockIcon } from '../../../ui/icons/ClockIcon.tsx';
import { InboxIcon } from '../../../ui/icons/InboxIcon.tsx';
import { type MenuAction, MoreMenu } from '../../../ui/MoreMenu.tsx';

const SnoozeDialog = lazy(async () => ({
  default: (await import('../../../features/tickets/snooze/SnoozeDialog.tsx')).SnoozeDialog,
}));

const ReminderDialog = lazy(async () => ({
  default: (await import('../../../features/reminders/ReminderDialog.tsx')).ReminderDialog,
}));

/** The rarer things one does with a ticket, behind three dots: putting it off, a reminder. */
export function ConversationMore({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation(['todo', 'tickets']);
  const queryClient = useQueryClient();
  const dialog = useTicketDialog(ticket.id);
  const close = () => showTicketDialog(ticket.id, null);

  const actions: MenuAction[] = [];
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
      <MoreMenu label={t('tickets:snooze.more')} actions={actions} />
      <Suspense>
        {dialog === 'snooze' ? <SnoozeDialog ticket={ticket} onClose={close} /> : null}
        {dialog === 'remind' ? <ReminderDialog known={null} ticket={ticket} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
