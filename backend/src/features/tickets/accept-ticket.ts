import type { Ticket } from '@ticketz/contract/tickets';
import { now } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { changeTicket } from './change-ticket.ts';
import { getTicketToAccept } from './ticket.policy.ts';
import { presentTicket } from './ticket.presenter.ts';

/** Takes a waiting ticket. Of two at once the row's lock lets one win; the other is told who has it. */
export async function acceptTicket(actor: Actor, ticketId: string): Promise<Ticket> {
  const row = await getTicketToAccept(actor, ticketId);
  if (row.status === 'open' && row.assignee_id === actor.userId) return presentTicket(row);
  if (row.status === 'open') {
    throw new AppError('ticket_taken', {
      details: { assignee: { id: row.assignee_id, name: row.assignee_name } },
    });
  }
  if (row.status === 'closed' || row.in_tab) throw new AppError('ticket_not_pending');
  return changeTicket(actor, row, 'ticket.accepted', {
    status: 'open',
    assignee: { id: actor.userId, name: actor.name },
    acceptedAt: now(),
    closedAt: null,
  });
}
