import type { Ticket } from '@ticketz/contract/tickets';
import { now } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { changeTicket } from './change-ticket.ts';
import { getTicketFor, isOthers } from './ticket.policy.ts';

/** Closes an open or waiting ticket. Who closes a waiting one becomes its assignee, and so keeps seeing it. */
export async function closeTicket(actor: Actor, ticketId: string): Promise<Ticket> {
  const row = await getTicketFor(actor, ticketId, 'change');
  if (row.status === 'closed' || row.in_tab) throw new AppError('ticket_not_open');
  if (isOthers(actor, row)) throw new AppError('ticket_not_yours');
  const assignee = row.assignee_id
    ? { id: row.assignee_id, name: row.assignee_name ?? '' }
    : { id: actor.userId, name: actor.name };
  return changeTicket(actor, row, 'ticket.closed', {
    status: 'closed',
    assignee,
    acceptedAt: row.accepted_at,
    closedAt: now(),
  });
}
