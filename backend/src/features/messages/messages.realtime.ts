import './messages.events.ts';
import type { Message } from '@ticketz/contract/messages';
import { mapToRealtime, type RealtimeMessage } from '../../core/events.ts';
import { ticketAudience } from '../tickets/ticket.policy.ts';
import type { TicketBefore } from '../tickets/tickets.events.ts';

interface News {
  companyId: string;
  message: Message;
  ticket: TicketBefore;
}

/** Messages on the wire: to those who see the ticket. */
export function mapMessagesToRealtime(): void {
  mapToRealtime('message.received', created);
  mapToRealtime('message.queued', created);
  mapToRealtime('message.changed', ({ companyId, message, ticket }) => [
    { type: 'message.updated', data: { message }, rooms: ticketAudience(companyId, ticket) },
  ]);
}

function created({ companyId, message, ticket }: News): RealtimeMessage[] {
  return [{ type: 'message.created', data: { message }, rooms: ticketAudience(companyId, ticket) }];
}
