import type { TicketStatus } from '@ticketz/contract/tickets';
import { publish } from '../../core/events.ts';
import { query } from '../../core/unit-of-work.ts';
import { sightOf } from '../tickets/ticket.policy.ts';
import { presentTicket, type TicketRow, ticketColumns, ticketJoins } from '../tickets/ticket.presenter.ts';
import { type MessageRow, messageColumns, messageJoins, presentMessage } from './message.presenter.ts';

interface ChangedRow extends MessageRow {
  ticket_status: TicketStatus;
  ticket_queue_id: string | null;
  ticket_assignee_id: string | null;
  ticket_viewer_ids: string[] | null;
  /** It is the message that the list shows. */
  ticket_touched: boolean;
}

/**
 * Changes messages and tells of it, of their tickets too where the list shows one of them. `update` is an UPDATE of
 * messages that returns their rows whole. Answers what was changed, oldest first.
 */
export async function changeMessages(
  companyId: string,
  update: { sql: string; values: unknown[]; name: string },
): Promise<MessageRow[]> {
  const rows = await query<ChangedRow>(
    `WITH m AS (${update.sql}),
     touched AS (
       UPDATE tickets t SET version = t.version + 1 FROM m
        WHERE t.id = m.ticket_id AND t.last_message_id = m.id RETURNING t.id, t.last_message_id)
     SELECT ${messageColumns}, t.status AS ticket_status, t.queue_id AS ticket_queue_id, t.assignee_id AS ticket_assignee_id,
            t.viewer_ids AS ticket_viewer_ids,
            touched.id IS NOT NULL AS ticket_touched
       FROM m ${messageJoins} JOIN tickets t ON t.id = m.ticket_id
       LEFT JOIN touched ON touched.last_message_id = m.id
      ORDER BY m.sent_at, m.id`,
    update.values,
    update.name,
  );
  await tellTickets(
    companyId,
    rows.flatMap((row) => (row.ticket_touched ? [row.ticket_id] : [])),
  );
  for (const row of rows) {
    publish('message.changed', {
      companyId,
      message: presentMessage(row),
      ticket: {
        status: row.ticket_status,
        queueId: row.ticket_queue_id,
        assigneeId: row.ticket_assignee_id,
        viewerIds: row.ticket_viewer_ids,
      },
    });
  }
  return rows;
}

async function tellTickets(companyId: string, ticketIds: string[]): Promise<void> {
  if (ticketIds.length === 0) return;
  const rows = await query<TicketRow>(
    `SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id = ANY ($1) ORDER BY t.id`,
    [ticketIds],
    'touched-tickets',
  );
  for (const row of rows) {
    const before = sightOf(row);
    publish('ticket.touched', { companyId, ticket: presentTicket(row), before });
  }
}
