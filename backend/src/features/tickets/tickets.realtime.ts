import './tickets.events.ts';
import type { Ticket } from '@ticketz/contract/tickets';
import { mapToRealtime, type RealtimeMessage } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';
import { ticketAudience } from './ticket.policy.ts';
import type { TicketBefore } from './tickets.events.ts';

/** Tickets on the wire: who may see it gets it; who could and can't any more is told that it's gone. */
export function mapTicketsToRealtime(): void {
  mapToRealtime('ticket.opened', ({ companyId, ticket }) => [
    { type: 'ticket.created', data: { ticket }, rooms: audience(companyId, ticket) },
  ]);
  mapToRealtime('ticket.accepted', changed);
  mapToRealtime('ticket.returned', changed);
  mapToRealtime('ticket.assigned', changed);
  mapToRealtime('ticket.handedOver', changed);
  mapToRealtime('ticket.closed', changed);
  mapToRealtime('ticket.reopened', changed);
  mapToRealtime('ticket.touched', changed);
  mapToRealtime('ticket.woken', (change) => [...changed(change), ...wakeUp(change)]);
  mapToRealtime('ticket.merged', ({ companyId, ticketId, before }) => [
    { type: 'ticket.removed', data: { ticketId, takenBy: null }, rooms: ticketAudience(companyId, before) },
  ]);
}

function changed({
  companyId,
  ticket,
  before,
}: {
  companyId: string;
  ticket: Ticket;
  before: TicketBefore;
}): RealtimeMessage[] {
  const now = audience(companyId, ticket);
  const messages: RealtimeMessage[] = [{ type: 'ticket.updated', data: { ticket }, rooms: now }];
  const then = ticketAudience(companyId, before);
  if (then.every((room) => now.includes(room))) return messages;
  const removed = { ticketId: ticket.id, takenBy: ticket.status === 'open' ? ticket.assignee : null };
  return [...messages, { type: 'ticket.removed', data: removed, rooms: then, except: now }];
}

/** Whose ticket it is hears that it is back. */
function wakeUp({ companyId, ticket }: { companyId: string; ticket: Ticket }): RealtimeMessage[] {
  if (!ticket.assignee) return [];
  return [{ type: 'ticket.woken', data: { ticket }, rooms: [rooms.user(companyId, ticket.assignee.id)] }];
}

function audience(companyId: string, ticket: Ticket): string[] {
  return ticketAudience(companyId, {
    status: ticket.status,
    queueId: ticket.queueId,
    assigneeId: ticket.assignee?.id ?? null,
    viewerIds: ticket.group?.viewerIds ?? null,
  });
}
