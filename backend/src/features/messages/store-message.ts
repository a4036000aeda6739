import type { FailureReason, MessageKind, OutboundStatus } from '@ticketz/contract/messages';
import { queryOne } from '../../core/unit-of-work.ts';
import type { LastMessage, TicketRow } from '../tickets/ticket.presenter.ts';
import type { MessageRow } from './message.presenter.ts';

/** A message to be stored, and what it does to its ticket. */
export interface NewMessage {
  channelMessageId: string;
  direction: 'inbound' | 'outbound';
  kind: MessageKind;
  text: string;
  status: OutboundStatus | null;
  failureReason?: FailureReason | null;
  author: { id: string; name: string } | null;
  fromPhone: boolean;
  clientId: string | null;
  sentAt: Date;
  /** Where the person was last heard from; unchanged when null. */
  replyAddress: string | null;
  unread: boolean;
}

interface StoredRow {
  id: string;
  created_at: Date;
  unread_count: number;
  last_message_id: string;
  last_message_at: Date;
  ticket_version: number;
}

/**
 * Stores a message and moves its ticket on, in one statement. Null when the message is there already: nothing changed
 * then. A message that is older than the newest doesn't take its place in the list.
 */
export async function storeMessage(
  ticket: TicketRow,
  message: NewMessage,
): Promise<{ message: MessageRow; ticket: TicketRow } | null> {
  const stored = await queryOne<StoredRow>(
    `WITH stored AS (
       INSERT INTO messages (ticket_id, contact_id, connection_id, channel_message_id, direction, kind, text, status,
                             author_id, from_phone, client_id, sent_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT DO NOTHING RETURNING id, created_at)
     UPDATE tickets t SET
            unread_count = unread_count + $13,
            last_message_id = CASE WHEN $12 >= t.last_message_at OR t.last_message_id IS NULL
                              THEN stored.id ELSE t.last_message_id END,
            last_message_at = greatest($12, t.last_message_at),
            reply_address = coalesce($14, t.reply_address),
            version = version + 1
       FROM stored WHERE t.id = $1
     RETURNING stored.id, stored.created_at, t.unread_count, t.last_message_id, t.last_message_at,
               t.version AS ticket_version`,
    [
      ticket.id,
      ticket.contact_id,
      ticket.connection_id,
      message.channelMessageId,
      message.direction,
      message.kind,
      message.text,
      message.status,
      message.author?.id ?? null,
      message.fromPhone,
      message.clientId,
      message.sentAt,
      message.unread ? 1 : 0,
      message.replyAddress,
    ],
    'store-message',
  );
  if (!stored) return null;
  return { message: messageRow(ticket, message, stored), ticket: ticketRow(ticket, message, stored) };
}

function messageRow(ticket: TicketRow, message: NewMessage, stored: StoredRow): MessageRow {
  return {
    id: stored.id,
    ticket_id: ticket.id,
    direction: message.direction,
    kind: message.kind,
    text: message.text,
    status: message.status,
    failure_reason: message.failureReason ?? null,
    author_id: message.author?.id ?? null,
    author_name: message.author?.name ?? null,
    from_phone: message.fromPhone,
    client_id: message.clientId,
    sent_at: message.sentAt,
    created_at: stored.created_at,
    delivered_at: null,
    read_at: null,
    version: 1,
  };
}

function ticketRow(ticket: TicketRow, message: NewMessage, stored: StoredRow): TicketRow {
  const last: LastMessage = {
    id: stored.id,
    text: message.text,
    kind: message.kind,
    direction: message.direction,
    status: message.status,
    sentAt: message.sentAt.toISOString(),
  };
  return {
    ...ticket,
    unread_count: stored.unread_count,
    last_message: stored.last_message_id === stored.id ? last : ticket.last_message,
    last_message_at: stored.last_message_at,
    reply_address: message.replyAddress ?? ticket.reply_address,
    version: stored.ticket_version,
  };
}
