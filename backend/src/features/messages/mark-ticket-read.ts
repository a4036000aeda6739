import type { Ticket } from '@ticketz/contract/tickets';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { signal } from '../../core/realtime.ts';
import { afterCommit, query, queryOne } from '../../core/unit-of-work.ts';
import type { ChannelAuthor } from '../connections/channel.ts';
import { getTicketFor, sightOf } from '../tickets/ticket.policy.ts';
import { presentTicket, type TicketRow } from '../tickets/ticket.presenter.ts';

/** WhatsApp takes many ids in one receipt, but not any number. */
const maxReceipts = 500;

interface SeenMessage {
  id: string;
  /** In a group, who wrote it. */
  author: ChannelAuthor | null;
}

/**
 * The assignee has seen the conversation to its end; in a group of the tab, whoever sees it. The customer hears of it where
 * the connection tells what was read. Somebody else who looks in (an admin, or an agent looking over
 * the waiting ones) changes nothing: the customer would believe that their message is being dealt with.
 */
export async function markTicketRead(actor: Actor, ticketId: string): Promise<Ticket> {
  const row = await getTicketFor(actor, ticketId, 'change');
  if ((row.assignee_id !== actor.userId && !row.in_tab) || row.unread_count === 0) return presentTicket(row);
  const updated = await queryOne<{ version: number }>(
    'UPDATE tickets SET unread_count = 0, version = version + 1 WHERE id = $1 RETURNING version',
    [ticketId],
  );
  const seen = await query<SeenMessage>(
    `WITH seen AS (UPDATE messages SET read_at = now() WHERE id IN (
       SELECT id FROM messages WHERE ticket_id = $1 AND direction = 'inbound' AND read_at IS NULL
        ORDER BY sent_at DESC, id DESC LIMIT $2)
     RETURNING channel_message_id AS id, member_id, kind)
     SELECT seen.id, CASE WHEN w.id IS NOT NULL THEN jsonb_build_object('phone', w.phone, 'lid', w.lid) END AS author
       FROM seen LEFT JOIN group_members w ON w.id = seen.member_id
      WHERE seen.kind <> 'group_event' AND (SELECT read_receipts FROM connections WHERE id = $3)`,
    [ticketId, maxReceipts, row.connection_id],
  );
  const ticket = presentTicket({ ...row, unread_count: 0, version: updated?.version ?? row.version });
  publish('ticket.touched', {
    companyId: actor.companyId,
    ticket,
    before: sightOf(row),
  });
  sendReceipts(actor.companyId, row, seen);
  return ticket;
}

function sendReceipts(companyId: string, row: TicketRow, messages: SeenMessage[]): void {
  if (messages.length === 0) return;
  afterCommit(() =>
    signal('agent.activity', {
      companyId,
      connectionId: row.connection_id,
      address: row.reply_address,
      activity: { kind: 'read', messages },
    }),
  );
}
