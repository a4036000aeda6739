import { publish } from '../../core/events.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { presentTicket, type TicketRow, ticketColumns, ticketJoins } from '../tickets/ticket.presenter.ts';
import type { TicketBefore } from '../tickets/tickets.events.ts';

/**
 * After a change of a message: when it is the one that the list shows, the ticket is told too, with a new version.
 * Answers who sees the ticket.
 */
export async function tellTouchedTicket(
  companyId: string,
  ticketId: string,
  messageId: string,
): Promise<TicketBefore> {
  await queryOne(
    'UPDATE tickets SET version = version + 1 WHERE id = $1 AND last_message_id = $2 RETURNING id',
    [ticketId, messageId],
  );
  const row = await queryOne<TicketRow>(
    `SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id = $1`,
    [ticketId],
  );
  if (!row) throw new Error('A message without its ticket');
  const before = { status: row.status, assigneeId: row.assignee_id };
  if (row.last_message?.id === messageId) {
    publish('ticket.touched', { companyId, ticket: presentTicket(row), before });
  }
  return before;
}
