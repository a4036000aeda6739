import type { Message } from '@ticketz/contract/messages';
import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { visibleTickets } from '../tickets/ticket.policy.ts';
import { cursorOf } from './list-messages.ts';
import { type MessageRow, messageColumns, messageJoins, presentMessage } from './message.presenter.ts';

interface Window {
  items: Message[];
  older: string | null;
  newer: string | null;
}

/** Where to look: at a message of the conversation, or at the first one of a time. */
export type Aim = { messageId: string } | { at: string };

type WindowRow = MessageRow & { before: boolean };

/** The part of a conversation around a message or a time, oldest first. */
export async function listMessagesAround(
  actor: Actor,
  ticketId: string,
  aim: Aim,
  limit: number,
): Promise<Window> {
  const half = Math.ceil(limit / 2);
  const byMessage = 'messageId' in aim;
  const rows = await query<WindowRow | { before: null }>(
    `SELECT ${messageColumns}, m.before
       FROM tickets t
       JOIN LATERAL (${
         byMessage
           ? 'SELECT m.sent_at, m.id FROM messages m WHERE m.id = $3 AND m.ticket_id = t.id'
           : `SELECT $3::timestamptz AS sent_at, '00000000-0000-0000-0000-000000000000'::uuid AS id`
       }) place ON true
       LEFT JOIN LATERAL (
         (SELECT true AS before, o.* FROM messages o
           WHERE o.ticket_id = t.id AND (o.sent_at, o.id) < (place.sent_at, place.id)
           ORDER BY o.sent_at DESC, o.id DESC LIMIT $4)
         UNION ALL
         (SELECT false, n.* FROM messages n
           WHERE n.ticket_id = t.id AND (n.sent_at, n.id) >= (place.sent_at, place.id)
           ORDER BY n.sent_at, n.id LIMIT $4)) m ON true
       ${messageJoins}
      WHERE t.id = $1 AND $2::uuid IS NOT NULL AND ${visibleTickets(actor, '$2')}
      ORDER BY m.sent_at, m.id`,
    [ticketId, actor.userId, byMessage ? aim.messageId : aim.at, half + 1],
    `messages-${actor.role}-${byMessage ? 'around' : 'at'}`,
  );
  if (rows.length === 0) throw notFound();
  const found = rows.filter((row): row is WindowRow => row.before !== null);
  const [before, after] = [found.filter((row) => row.before), found.filter((row) => !row.before)];
  const shown = [...before.slice(-half), ...after.slice(0, half)];
  return {
    items: shown.map(presentMessage),
    older: before.length > half ? cursorOf(shown[0]) : null,
    newer: after.length > half ? cursorOf(shown.at(-1)) : null,
  };
}

/** A cursor leads to what is beyond it; an aim is shown with what is around it. */
export function aimOf({ around, at }: { around?: string | undefined; at?: string | undefined }): Aim | null {
  if (around !== undefined) return { messageId: around };
  return at === undefined ? null : { at };
}
