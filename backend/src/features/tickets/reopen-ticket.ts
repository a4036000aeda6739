import type { Ticket } from '@ticketz/contract/tickets';
import { now } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { changeTicket } from './change-ticket.ts';
import { getTicketFor } from './ticket.policy.ts';
import type { TicketRow } from './ticket.presenter.ts';

/**
 * Opens a closed ticket again, for the caller, unless the person has another one in work by now. A group goes back to where
 * its connection has groups: in the tab it is nobody's.
 */
export async function reopenTicket(actor: Actor, ticketId: string): Promise<Ticket> {
  const row = await getTicketFor(actor, ticketId, 'change');
  if (row.status !== 'closed') throw new AppError('ticket_not_closed');
  const contact = await lockContact(row);
  if (contact?.blocked) throw new AppError('contact_blocked');
  if (await hasActiveTicket(row)) throw new AppError('contact_has_open_ticket');
  if (contact?.in_tab) {
    const nobodys = { status: 'pending', assignee: null, acceptedAt: null, closedAt: null } as const;
    return changeTicket(actor, row, 'ticket.reopened', { ...nobodys, inTab: true });
  }
  return changeTicket(actor, row, 'ticket.reopened', {
    status: 'open',
    assignee: { id: actor.userId, name: actor.name },
    acceptedAt: row.accepted_at ?? now(),
    closedAt: null,
  });
}

/** The contact's row is the lock that new tickets of this person take too. */
function lockContact({
  contact_id,
  connection_id,
}: TicketRow): Promise<{ blocked: boolean; in_tab: boolean } | null> {
  return queryOne(
    `SELECT blocked_at IS NOT NULL AS blocked,
            is_group AND (SELECT groups FROM connections WHERE id = $2) = 'tab' AS in_tab
       FROM contacts WHERE id = $1 FOR UPDATE`,
    [contact_id, connection_id],
  );
}

async function hasActiveTicket({ contact_id, connection_id }: TicketRow): Promise<boolean> {
  const active = await queryOne(
    `SELECT 1 FROM tickets WHERE contact_id = $1 AND connection_id = $2 AND status <> 'closed'`,
    [contact_id, connection_id],
  );
  return active !== null;
}
