import { publish } from '../../../core/events.ts';
import { query } from '../../../core/unit-of-work.ts';
import type { TicketRow } from '../../tickets/ticket.presenter.ts';
import { childrenOf, moveChildren } from './rows.ts';

/** Two active tickets of one person on one connection, of which there may be only one. */
export interface TicketPair {
  keep_id: string;
  gone_id: string;
  gone_status: TicketRow['status'];
  gone_queue_id: string | null;
  gone_assignee_id: string | null;
}

/** The active tickets that become one when `goneId` goes into `keepId`. All tickets of both are locked. */
export async function findTicketPairs(keepId: string, goneId: string): Promise<TicketPair[]> {
  await query('SELECT FROM tickets WHERE contact_id IN ($1, $2) ORDER BY id FOR UPDATE', [keepId, goneId]);
  return query<TicketPair>(
    `SELECT k.id AS keep_id, g.id AS gone_id, g.status AS gone_status,
            g.queue_id AS gone_queue_id, g.assignee_id AS gone_assignee_id
       FROM tickets k JOIN tickets g ON g.connection_id = k.connection_id
      WHERE k.contact_id = $1 AND g.contact_id = $2 AND k.status <> 'closed' AND g.status <> 'closed'`,
    [keepId, goneId],
  );
}

/** The address that was heard from last, in the tickets `k` and `g`. */
const heardLast = `(SELECT m.address FROM messages m
  WHERE m.ticket_id IN (k.id, g.id) AND m.direction = 'inbound' AND m.address IS NOT NULL
  ORDER BY m.sent_at DESC, m.id DESC LIMIT 1)`;

/** Makes one ticket of two. Messages sort by their own time, so the conversations join in order. */
export async function joinTickets(companyId: string, pair: TicketPair): Promise<void> {
  await query(
    `UPDATE tickets k SET
            unread_count = k.unread_count + g.unread_count,
            last_message_id = CASE WHEN g.last_message_at > k.last_message_at OR k.last_message_id IS NULL
                              THEN coalesce(g.last_message_id, k.last_message_id) ELSE k.last_message_id END,
            reply_address = coalesce(${heardLast},
              CASE WHEN g.last_message_at > k.last_message_at THEN g.reply_address ELSE k.reply_address END),
            last_message_at = greatest(g.last_message_at, k.last_message_at),
            status = CASE WHEN k.status = 'pending' THEN g.status ELSE k.status END,
            queue_id = coalesce(k.queue_id, g.queue_id),
            assignee_id = coalesce(k.assignee_id, g.assignee_id),
            accepted_at = coalesce(k.accepted_at, g.accepted_at),
            -- What the customer wrote beside it ends that it is put off.
            snoozed_at = CASE WHEN g.unread_count = 0 THEN k.snoozed_at END,
            snoozed_until = CASE WHEN g.unread_count = 0 THEN k.snoozed_until END,
            version = k.version + 1
       FROM tickets g WHERE k.id = $1 AND g.id = $2`,
    [pair.keep_id, pair.gone_id],
  );
  await query('UPDATE messages SET ticket_id = $1 WHERE ticket_id = $2', [pair.keep_id, pair.gone_id]);
  await moveChildren(await childrenOf('tickets'), pair.keep_id, pair.gone_id);
  await query('DELETE FROM tickets WHERE id = $1', [pair.gone_id]);
  publish('ticket.merged', {
    companyId,
    ticketId: pair.gone_id,
    before: {
      status: pair.gone_status,
      queueId: pair.gone_queue_id,
      assigneeId: pair.gone_assignee_id,
      viewerIds: null,
    },
  });
}
