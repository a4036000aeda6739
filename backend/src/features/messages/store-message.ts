import type { MessageDetails } from '@ticketz/contract/message-details';
import type { FailureReason, MessageKind, OutboundStatus } from '@ticketz/contract/messages';
import { toStorable } from '../../core/storable-text.ts';
import { query } from '../../core/unit-of-work.ts';
import type { ChannelMedia, ChannelQuote } from '../connections/channel.ts';
import type { FileRow } from '../files/file.presenter.ts';
import { botDue } from '../tickets/bot-start.ts';
import type { MemberRow } from '../tickets/groups/group-members.ts';
import type { LastMessage, TicketRow } from '../tickets/ticket.presenter.ts';
import { type MessageRow, type QuotedRow, quotedLength } from './message.presenter.ts';

/** A message to be stored, and what it does to its ticket. */
export interface NewMessage {
  channelMessageId: string;
  direction: 'inbound' | 'outbound';
  kind: MessageKind;
  text: string;
  status: OutboundStatus | null;
  failureReason?: FailureReason | null;
  author: { id: string; name: string } | null;
  /** The member of a group who wrote it. */
  member?: MemberRow | null;
  fromPhone: boolean;
  clientId: string | null;
  sentAt: Date;
  /** Where the person was last heard from; unchanged when null. */
  replyAddress: string | null;
  /** Where it came from or went to, if that isn't where the ticket's answers go. */
  address?: string;
  unread: boolean;
  details: MessageDetails | null;
  /** A file that is here already, to be sent. */
  file: FileRow | null;
  /** One that came, and is still to be fetched. */
  media: ChannelMedia | null;
  quoted: ChannelQuote | null;
  forwarded: boolean;
  /** What reads the votes of a poll, sealed. */
  secret: Buffer | null;
}

/** Of a message that is nothing but a text. */
export const plainText = {
  kind: 'text',
  details: null,
  file: null,
  media: null,
  quoted: null,
  forwarded: false,
  secret: null,
} as const;

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
  snoozed_at: Date | null;
  snoozed_until: Date | null;
  woken_at: Date | null;
  in_bot: boolean;
  file_id: string | null;
  quoted: QuotedRow | null;
  changes_wait: boolean;
}

/** A message of a ticket, as they are after it was stored. */
export interface StoredMessage {
  message: MessageRow;
  ticket: TicketRow;
  /** Changes of it came before it did. */
  changesWait: boolean;
}

/** Stores one message, like `storeMessages`. */
export async function storeMessage(ticket: TicketRow, message: NewMessage): Promise<StoredMessage | null> {
  const [stored] = await storeMessages([{ ticket, message }]);
  return stored ?? null;
}

/**
 * Stores messages and moves their tickets on, in one statement. Null in the place of a message that is there already:
 * it changes nothing. One that is older than the newest doesn't take its place in the list. A customer's
 * message ends that the ticket is put off, and is due to be answered where the bot has it, or where they may have to be told that
 * nobody is there; what the business typed on its
 * phone ends that. Several messages of a ticket all come with the ticket as it is after the
 * last of them.
 */
export async function storeMessages(
  entries: { ticket: TicketRow; message: NewMessage }[],
): Promise<(StoredMessage | null)[]> {
  const rows = await query<StoredRow>(
    `WITH given AS MATERIALIZED (
       SELECT uuidv7() AS id, coalesce(sent_file_id, CASE WHEN media IS NOT NULL THEN uuidv7() END) AS file_id, list.*
         FROM ROWS FROM (jsonb_to_recordset($1) AS (
         ticket_id uuid, contact_id uuid, connection_id uuid, channel_message_id text, direction text, kind text,
         text text, status text, author_id uuid, from_phone boolean, client_id uuid, sent_at timestamptz,
         reply_address text, unread integer, sent_file_id uuid, media jsonb, details jsonb, quoted jsonb,
         quoted_id text, forwarded boolean, secret text, address text, member_id uuid)) WITH ORDINALITY AS list (
         ticket_id, contact_id, connection_id, channel_message_id, direction, kind,
         text, status, author_id, from_phone, client_id, sent_at,
         reply_address, unread, sent_file_id, media, details, quoted, quoted_id, forwarded, secret, address, member_id, place)),
     quotes AS (
       SELECT g.place, coalesce(q.id, e.id) AS id, CASE WHEN coalesce(q.id, e.id) IS NULL THEN g.quoted
                ELSE jsonb_build_object('id', coalesce(q.id, e.id), 'direction', coalesce(q.direction, e.direction),
                  'kind', coalesce(q.kind, e.kind), 'text', left(coalesce(q.text, e.text), ${quotedLength}),
                  'author_name', coalesce(a.name, w.name, '+' || w.phone)) END AS quoted
         FROM given g
         LEFT JOIN LATERAL (SELECT * FROM messages m
           WHERE m.connection_id = g.connection_id AND m.contact_id = g.contact_id
             AND m.direction = g.quoted->>'direction' AND m.channel_message_id = g.quoted_id LIMIT 1) q ON true
         LEFT JOIN given e ON q.id IS NULL AND e.connection_id = g.connection_id AND e.contact_id = g.contact_id
           AND e.direction = g.quoted->>'direction' AND e.channel_message_id = g.quoted_id AND e.place < g.place
         LEFT JOIN users a ON a.id = q.author_id
         LEFT JOIN group_members w ON w.id = coalesce(q.member_id, e.member_id)
        WHERE g.quoted IS NOT NULL),
     stored AS (
       INSERT INTO messages (id, ticket_id, contact_id, connection_id, channel_message_id, direction, kind, text,
                             status, author_id, from_phone, client_id, sent_at,
                             file_id, details, quoted_id, quoted, forwarded, secret, address, member_id)
       SELECT given.id, ticket_id, contact_id, connection_id, channel_message_id, direction, kind, text,
              status, author_id, from_phone, client_id, sent_at, file_id, details, quotes.id,
              CASE WHEN quotes.id IS NULL THEN given.quoted END, forwarded, decode(secret, 'base64'),
              address, member_id
         FROM given LEFT JOIN quotes USING (place) ORDER BY place
       ON CONFLICT DO NOTHING RETURNING id, created_at),
     new_files AS (
       INSERT INTO files (id, connection_id, kind, name, mime_type, size, width, height, seconds, waveform, preview, source)
       SELECT given.file_id, given.connection_id, f.kind, f.name, f.mime_type, f.size, f.width, f.height, f.seconds,
              f.waveform, decode(f.preview, 'base64'), decode(f.source, 'base64')
         FROM given JOIN stored USING (id), jsonb_to_record(given.media) AS f (
                kind text, name text, mime_type text, size bigint, width integer, height integer, seconds integer,
                waveform smallint[], preview text, source text)
        WHERE given.media IS NOT NULL),
     news AS (
       SELECT ticket_id, sum(unread)::int AS unread, bool_or(from_phone) AS from_phone, max(sent_at) AS sent_at,
              bool_and(direction = 'outbound' AND author_id IS NULL AND NOT from_phone) AS automatic,
              (array_agg(id ORDER BY sent_at DESC, place DESC))[1] AS message_id,
              (array_agg(reply_address ORDER BY place DESC) FILTER (WHERE reply_address IS NOT NULL))[1] AS address
         FROM given JOIN stored USING (id) GROUP BY ticket_id),
     touched AS (
       UPDATE tickets t SET
              unread_count = t.unread_count + news.unread,
              last_message_id = CASE WHEN t.last_message_id IS NULL OR news.sent_at >= t.last_message_at
                AND NOT (news.automatic AND t.unread_count > 0) THEN news.message_id ELSE t.last_message_id END,
              last_message_at = greatest(news.sent_at, t.last_message_at),
              reply_address = coalesce(news.address, t.reply_address),
              snoozed_at = CASE WHEN news.unread = 0 THEN t.snoozed_at END,
              snoozed_until = CASE WHEN news.unread = 0 THEN t.snoozed_until END,
              woken_at = NULL,
              bot = CASE WHEN NOT news.from_phone THEN t.bot END,
              bot_due_at = CASE WHEN news.from_phone THEN NULL WHEN news.unread > 0 AND (t.bot IS NOT NULL OR
                EXISTS (SELECT FROM connections n WHERE n.id = t.connection_id AND n.out_of_hours_text <> ''))
                           THEN coalesce(t.bot_due_at, ${botDue}) ELSE t.bot_due_at END,
              text_due = CASE WHEN NOT news.from_phone THEN t.text_due END,
              version = t.version + 1
         FROM news WHERE t.id = news.ticket_id
       RETURNING t.id, t.unread_count, t.last_message_id, t.last_message_at, t.reply_address, t.version,
                 t.snoozed_at, t.snoozed_until, t.woken_at, t.bot IS NOT NULL AS in_bot)
     SELECT given.place::int, stored.id, stored.created_at, touched.unread_count, touched.last_message_id,
            touched.last_message_at, touched.reply_address, touched.version AS ticket_version,
            touched.snoozed_at, touched.snoozed_until, touched.woken_at, touched.in_bot,
            given.file_id, quotes.quoted,
            EXISTS (SELECT FROM waiting_changes w WHERE w.connection_id = given.connection_id
                AND w.target_id = given.channel_message_id) AS changes_wait
       FROM given JOIN stored USING (id) JOIN touched ON touched.id = given.ticket_id
       LEFT JOIN quotes USING (place)`,
    [JSON.stringify(entries.map(toGiven))],
    'store-messages',
  );
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  const newest = new Map<string, LastMessage>();
  entries.forEach(({ message }, index) => {
    const row = byPlace.get(index + 1);
    if (row && row.last_message_id === row.id) newest.set(row.id, lastMessage(message));
  });
  return entries.map(({ ticket, message }, index) => {
    const row = byPlace.get(index + 1);
    if (!row) return null;
    return {
      message: messageRow(ticket, message, row),
      ticket: ticketRow(ticket, row, newest.get(row.last_message_id)),
      changesWait: row.changes_wait,
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
    member_id: message.member?.id ?? null,
    from_phone: message.fromPhone,
    client_id: message.clientId,
    sent_at: message.sentAt,
    reply_address: message.replyAddress,
    unread: message.unread ? 1 : 0,
    sent_file_id: message.file?.id ?? null,
    media: message.media && toGivenMedia(message.media),
    details: message.details,
    quoted: message.quoted && unknownQuote(message.quoted),
    quoted_id: message.quoted?.channelMessageId ?? null,
    forwarded: message.forwarded,
    secret: message.secret?.toString('base64') ?? null,
    address: message.address ?? message.replyAddress ?? ticket.reply_address,
  };
}

function toGivenMedia({ thumbnail, source, mimeType, ...media }: ChannelMedia) {
  return {
    ...media,
    mime_type: mimeType,
    preview: thumbnail?.toString('base64') ?? null,
    source: source.toString('base64'),
  };
}

/** What is known of a quoted message that isn't here: what the sender's phone says of it. */
export function unknownQuote({ direction, kind, text }: ChannelQuote): QuotedRow {
  return { id: null, direction, kind, text: toStorable(text, quotedLength), author_name: null };
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
    member: message.member ?? null,
    from_phone: message.fromPhone,
    client_id: message.clientId,
    sent_at: message.sentAt,
    created_at: stored.created_at,
    delivered_at: null,
    read_at: null,
    version: 1,
    file: fileRow(message, stored),
    details: message.details,
    quoted: stored.quoted,
    forwarded: message.forwarded,
    reactions: null,
    edited_at: null,
    deleted_at: null,
    failed_change: null,
  };
}

function fileRow({ file, media }: NewMessage, { file_id }: StoredRow): FileRow | null {
  if (!media || !file_id) return file;
  const { kind, name, mimeType, size, width, height, seconds, waveform, thumbnail } = media;
  const described = { kind, name, mime_type: mimeType, size, width, height, seconds, waveform };
  return { ...described, id: file_id, state: 'pending', has_thumbnail: thumbnail !== null };
}

function lastMessage(message: NewMessage): LastMessage {
  return {
    last_text: message.text,
    last_kind: message.kind,
    last_direction: message.direction,
    last_status: message.status,
    last_sent_at: message.sentAt,
    last_deleted: false,
  };
}

function ticketRow(ticket: TicketRow, stored: StoredRow, last: LastMessage | undefined): TicketRow {
  return {
    ...ticket,
    ...last,
    unread_count: stored.unread_count,
    last_message_at: stored.last_message_at,
    reply_address: stored.reply_address,
    snoozed_at: stored.snoozed_at,
    snoozed_until: stored.snoozed_until,
    woken_at: stored.woken_at,
    in_bot: stored.in_bot,
    version: stored.ticket_version,
  };
}
