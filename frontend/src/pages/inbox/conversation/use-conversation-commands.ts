import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { endMode, startNote } from '../../../features/messages/compose-mode.ts';
import { flattenMessages, type MessagePages } from '../../../features/messages/message-pages.ts';
import { messageKeys } from '../../../features/messages/message-queries.ts';
import { setStar, starsQuery } from '../../../features/messages/stars/star-queries.ts';
import { type Command, useCommands } from '../../../features/shortcuts/commands.ts';
import {
  actionsFor,
  isAnswerable,
  isTransferable,
  type TicketAction,
} from '../../../features/tickets/ticket-actions.ts';
import { showTicketDialog } from '../../../features/tickets/ticket-dialog.ts';

interface ConversationCommands {
  ticket: Ticket;
  run: (action: TicketAction) => Promise<void>;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  contactShown: boolean;
  onToggleContact: () => void;
}

const keys: Record<TicketAction, string[] | undefined> = {
  accept: ['a'],
  close: ['e'],
  return: undefined,
  reopen: undefined,
};

/** Puts a star on the newest message, or takes it away. */
async function starLast(queryClient: QueryClient, ticketId: string): Promise<void> {
  const messages = flattenMessages(queryClient.getQueryData<MessagePages>(messageKeys.list(ticketId)));
  const last = messages.findLast(({ deletedAt }) => deletedAt === null);
  if (!last) return;
  const starred = await queryClient.ensureQueryData(starsQuery(last.ticketId));
  await setStar(queryClient, last, !starred.includes(last.id));
}

/** What the keyboard and the palette can do with the open conversation. */
export function useConversationCommands({
  ticket,
  run,
  inputRef,
  onToggleContact,
}: ConversationCommands): void {
  const { t } = useTranslation('shortcuts');
  const queryClient = useQueryClient();
  const actions: Command[] = actionsFor(ticket).map((action) => ({
    id: action,
    group: 'conversation',
    label: t(`command.${action}`),
    keys: keys[action],
    run: () => void run(action),
  }));
  const reply: Command = {
    id: 'reply',
    group: 'conversation',
    label: t('command.reply'),
    keys: ['r'],
    run: () => {
      endMode(ticket.id);
      inputRef.current?.focus();
    },
  };
  const note: Command = {
    id: 'note',
    group: 'conversation',
    label: t('command.note'),
    keys: ['n'],
    run: () => startNote(ticket.id),
  };
  const contact: Command = {
    id: 'contact',
    group: 'conversation',
    label: t('command.contact'),
    run: onToggleContact,
  };
  const star: Command = {
    id: 'star',
    group: 'conversation',
    label: t('command.starLast'),
    run: () => void starLast(queryClient, ticket.id),
  };
  const snooze: Command = {
    id: 'snooze',
    group: 'conversation',
    label: t('command.snooze'),
    keys: ['b'],
    run: () => showTicketDialog(ticket.id, 'snooze'),
  };
  const transfer: Command = {
    id: 'transfer',
    group: 'conversation',
    label: t('command.transfer'),
    keys: ['p'],
    run: () => showTicketDialog(ticket.id, 'transfer'),
  };
  const remind: Command = {
    id: 'remind',
    group: 'conversation',
    label: t('command.remind'),
    keys: ['t'],
    run: () => showTicketDialog(ticket.id, 'remind'),
  };
  const open = ticket.status === 'open';
  useCommands([
    ...(isAnswerable(ticket) ? [reply] : []),
    ...actions,
    note,
    star,
    contact,
    ...(isTransferable(ticket) ? [transfer] : []),
    ...(open ? [snooze] : []),
    remind,
  ]);
}
