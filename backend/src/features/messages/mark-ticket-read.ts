import type { Ticket } from '@ticketz/contract/tickets';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { signal } from '../../core/realtime.ts';
import { afterCommit, query, queryOne } from '../../core/unit-of-work.ts';
import { getTicketFor } from '../tickets/ticket.policy.ts';
import { presentTicket, type TicketRow } from '../tickets/ticket.presenter.ts';

/** WhatsApp takes many ids in one receipt, but not any number. */
const maxReceipts = 500;

/**
 * The assignee has seen the conversation to its end. Somebody else who looks in (an admin, or an agent looking over
 * the waiting ones) changes nothing: the customer would believe that their message is being dealt with.
 */
export async function markTicketRead(actor: Actor, ticketId: string): Promise<Ticket> {
  const row = await getTicketFor(actor, ticketId, 'change');
  if (row.assignee_id !== actor.userId || row.unread_count === 0) return presentTicket(row);
  const updated = await queryOne<{ version: number }>(
    'UPDATE tickets SET unread_count = 0, version = version + 1 WHERE id = $1 RETURNING version',
    [ticketId],
  );
  const seen = await query<{ channel_message_id: string }>(
    `UPDATE messages SET read_at = now() WHERE id IN (
       SELECT id FROM messages WHERE ticket_id = $1 AND direction = 'inbound' AND read_at IS NULL
        ORDER BY sent_at DESC, id DESC LIMIT $2)
     RETURNING channel_message_id`,
    [ticketId, maxReceipts],
  );
  const ticket = presentTicket({ ...row, unread_count: 0, version: updated?.version ?? row.version });
  publish('ticket.touched', {
    companyId: actor.companyId,
    ticket,
    before: { status: row.status, assigneeId: row.assignee_id },
  });
  sendReceipts(actor.companyId, row, seen);
  return ticket;
}

function sendReceipts(companyId: string, row: TicketRow, seen: { channel_message_id: string }[]): void {
  if (seen.length === 0) return;
  afterCommit(() =>
    signal('agent.activity', {
      companyId,
      connectionId: row.connection_id,
      address: row.reply_address,
      activity: { kind: 'read', channelMessageIds: seen.map((message) => message.channel_message_id) },
    }),
  );
}
