import type { Ticket } from '@ticketz/contract/tickets';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { changeTicket } from './change-ticket.ts';
import { getTicketFor } from './ticket.policy.ts';

/** Puts an open ticket back among the waiting ones. */
export async function returnTicket(actor: Actor, ticketId: string): Promise<Ticket> {
  const row = await getTicketFor(actor, ticketId, 'change');
  if (row.status !== 'open') throw new AppError('ticket_not_open');
  return changeTicket(actor, row, 'ticket.returned', {
    status: 'pending',
    assignee: null,
    acceptedAt: null,
    closedAt: null,
  });
}
