import type { FailureReason, MessageKind, OutboundStatus } from '@ticketz/contract/messages';
import { query } from '../../core/unit-of-work.ts';
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
  /** Counts from 1, in the order given. */
  place: number;
  id: string;
  created_at: Date;
  unread_count: number;
  last_message_id: string;
  last_message_at: Date;
  reply_address: string;
  ticket_version: number;
}

/** A message of a ticket, as they are after it was stored. */
export interface StoredMessage {
  message: MessageRow;
  ticket: TicketRow;
}

/** Stores one message, like `storeMessages`. */
export async function storeMessage(ticket: TicketRow, message: NewMessage): Promise<StoredMessage | null> {
  const [stored] = await storeMessages([{ ticket, message }]);
  return stored ?? null;
}

/**
 * Stores messages and moves their tickets on, in one statement. Null in the place of a message that is there already:
 * it changes nothing. One that is older than the newest doesn't take its place in the list. Several messages of a
 * ticket all come with the ticket as it is after the last of them.
 */
export async function storeMessages(
  entries: { ticket: TicketRow; message: NewMessage }[],
): Promise<(StoredMessage | null)[]> {
  const rows = await query<StoredRow>(
    `WITH given AS MATERIALIZED (
       SELECT uuidv7() AS id, list.* FROM ROWS FROM (jsonb_to_recordset($1) AS (
         ticket_id uuid, contact_id uuid, connection_id uuid, channel_message_id text, direction text, kind text,
         text text, status text, author_id uuid, from_phone boolean, client_id uuid, sent_at timestamptz,
         reply_address text, unread integer)) WITH ORDINALITY AS list (
         ticket_id, contact_id, connection_id, channel_message_id, direction, kind,
         text, status, author_id, from_phone, client_id, sent_at, reply_address, unread, place)),
     stored AS (
       INSERT INTO messages (id, ticket_id, contact_id, connection_id, channel_message_id, direction, kind, text,
                             status, author_id, from_phone, client_id, sent_at)
       SELECT id, ticket_id, contact_id, connection_id, channel_message_id, direction, kind, text,
              status, author_id, from_phone, client_id, sent_at FROM given ORDER BY place
       ON CONFLICT DO NOTHING RETURNING id, created_at),
     news AS (
       SELECT ticket_id, sum(unread)::int AS unread, max(sent_at) AS sent_at,
              (array_agg(id ORDER BY sent_at DESC, place DESC))[1] AS message_id,
              (array_agg(reply_address ORDER BY place DESC) FILTER (WHERE reply_address IS NOT NULL))[1] AS address
         FROM given JOIN stored USING (id) GROUP BY ticket_id),
     touched AS (
       UPDATE tickets t SET
              unread_count = t.unread_count + news.unread,
              last_message_id = CASE WHEN news.sent_at >= t.last_message_at OR t.last_message_id IS NULL
                                THEN news.message_id ELSE t.last_message_id END,
              last_message_at = greatest(news.sent_at, t.last_message_at),
              reply_address = coalesce(news.address, t.reply_address),
              version = t.version + 1
         FROM news WHERE t.id = news.ticket_id
       RETURNING t.id, t.unread_count, t.last_message_id, t.last_message_at, t.reply_address, t.version)
     SELECT given.place::int, stored.id, stored.created_at, touched.unread_count, touched.last_message_id,
            touched.last_message_at, touched.reply_address, touched.version AS ticket_version
       FROM given JOIN stored USING (id) JOIN touched ON touched.id = given.ticket_id`,
    [JSON.stringify(entries.map(toGiven))],
    'store-messages',
  );
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  const newest = new Map<string, LastMessage>();
  entries.forEach(({ message }, index) => {
    const row = byPlace.get(index + 1);
    if (row && row.last_message_id === row.id) newest.set(row.id, lastMessage(message, row));
  });
  return entries.map(({ ticket, message }, index) => {
    const row = byPlace.get(index + 1);
    if (!row) return null;
    return {
      message: messageRow(ticket, message, row),
      ticket: ticketRow(ticket, row, newest.get(row.last_message_id) ?? ticket.last_message),
    };
  });
}

function toGiven({ ticket, message }: { ticket: TicketRow; message: NewMessage }) {
  return {
    ticket_id: ticket.id,
    contact_id: ticket.contact_id,
    connection_id: ticket.connection_id,
    channel_message_id: message.channelMessageId,
    direction: message.direction,
    kind: message.kind,
    text: message.text,
    status: message.status,
    author_id: message.author?.id ?? null,
    from_phone: message.fromPhone,
    client_id: message.clientId,
    sent_at: message.sentAt,
    reply_address: message.replyAddress,
    unread: message.unread ? 1 : 0,
  };
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
    file: null,
    details: null,
    quoted: null,
    forwarded: false,
    reactions: null,
    edited_at: null,
    deleted_at: null,
    failed_change: null,
  };
}

function lastMessage(message: NewMessage, { id }: StoredRow): LastMessage {
  return {
    id,
    text: message.text,
    kind: message.kind,
    direction: message.direction,
    status: message.status,
    sentAt: message.sentAt.toISOString(),
    deleted: false,
  };
}

function ticketRow(ticket: TicketRow, stored: StoredRow, last: LastMessage | null): TicketRow {
  return {
    ...ticket,
    unread_count: stored.unread_count,
    last_message: last,
    last_message_at: stored.last_message_at,
    reply_address: stored.reply_address,
    version: stored.ticket_version,
  };
}
