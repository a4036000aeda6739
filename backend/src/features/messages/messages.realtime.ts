import './messages.events.ts';
import type { Message } from '@ticketz/contract/messages';
import { mapToRealtime, type RealtimeMessage } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';
import { ticketAudience } from '../tickets/ticket.policy.ts';
import type { TicketBefore } from '../tickets/tickets.events.ts';

interface News {
  companyId: string;
  message: Message;
  ticket: TicketBefore;
}

/** Messages on the wire: to those who see the ticket. A star is its owner's own. */
export function mapMessagesToRealtime(): void {
  mapToRealtime('message.received', created);
  mapToRealtime('message.queued', created);
  mapToRealtime('message.changed', ({ companyId, message, ticket }) => [
    { type: 'message.updated', data: { message }, rooms: ticketAudience(companyId, ticket) },
  ]);
  mapToRealtime('star.changed', ({ companyId, userId, ...data }) => [
    { type: 'star.updated', data, rooms: [rooms.user(companyId, userId)] },
  ]);
}

function created({ companyId, message, ticket }: News): RealtimeMessage[] {
  return [{ type: 'message.created', data: { message }, rooms: ticketAudience(companyId, ticket) }];
}
