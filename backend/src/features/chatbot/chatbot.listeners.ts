import '../tickets/tickets.events.ts';
import type { Ticket } from '@ticketz/contract/tickets';
import { listen } from '../../core/events.ts';
import { signal } from '../../core/realtime.ts';

/** Wakes the bot when a customer wrote to it. That they wait is in the ticket's row: a wake-up that is lost is made up for. */
export function listenToCustomers(): void {
  const wake = ({ companyId, ticket }: { companyId: string; ticket: Ticket }) => {
    if (ticket.lastMessage?.direction === 'inbound') signal('bot.due', { companyId });
  };
  listen('ticket.opened', wake);
  listen('ticket.reopened', wake);
  listen('ticket.touched', (change) => {
    if (change.ticket.withBot) wake(change);
  });
}
