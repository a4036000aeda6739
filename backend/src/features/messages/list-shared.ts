import type { Message, SharedKind } from '@ticketz/contract/messages';
import { decodeCursor } from '../../core/cursor.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { getTicketFor } from '../tickets/ticket.policy.ts';
import { cursorOf } from './list-messages.ts';
import { type MessageRow, messageColumns, messageJoins, presentMessage } from './message.presenter.ts';

/** Worded like the indexes, so that Postgres reads those. */
const conditions: Record<SharedKind, string> = {
  media: `m.file_id IS NOT NULL AND m.kind IN ('image', 'video', 'video_note', 'gif')`,
  documents: `m.file_id IS NOT NULL AND m.kind IN ('document', 'audio')`,
  links: `m.text ~ 'https?://'`,
};

/** What was shared in a conversation, newest first: pictures and films, documents, links. */
export async function listShared(
  actor: Actor,
  ticketId: string,
  { of, cursor, limit }: { of: SharedKind; cursor?: string | undefined; limit: number },
): Promise<{ items: Message[]; nextCursor: string | null }> {
  await getTicketFor(actor, ticketId, 'read');
  const place = cursor === undefined ? null : decodeCursor(cursor);
  const rows = await query<MessageRow>(
    `SELECT ${messageColumns}
       FROM (SELECT * FROM messages m
              WHERE m.ticket_id = $1 AND m.deleted_at IS NULL AND ${conditions[of]}
                ${place ? 'AND (m.sent_at, m.id) < ($3::timestamptz, $4::uuid)' : ''}
              ORDER BY m.sent_at DESC, m.id DESC LIMIT $2) m
       ${messageJoins} ORDER BY m.sent_at DESC, m.id DESC`,
    [ticketId, limit + 1, ...(place ? [place.at, place.id] : [])],
    `shared-${of}-${place ? 'from' : 'newest'}`,
  );
  const page = rows.slice(0, limit);
  return {
    items: page.map(presentMessage),
    nextCursor: rows.length > limit ? cursorOf(page.at(-1)) : null,
  };
}
