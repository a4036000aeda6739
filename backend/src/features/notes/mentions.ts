import type { Mention } from '@ticketz/contract/notes';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { toStorable } from '../../core/storable-text.ts';
import { query } from '../../core/unit-of-work.ts';
import { presentContactSummary } from '../contacts/contact.presenter.ts';
import { getTicketFor, visibleTickets } from '../tickets/ticket.policy.ts';
import { type TicketRow, ticketColumns, ticketJoins } from '../tickets/ticket.presenter.ts';

const mostMentions = 100;
/** Of the note this much is told. */
export const snippetLength = 300;

type MentionRow = TicketRow & {
  note_id: string;
  note_text: string;
  note_author_id: string | null;
  note_author_name: string | null;
  note_at: Date;
};

/** Notes that name this person and that they haven't seen, in tickets that they still see. */
export async function listMentions(actor: Actor): Promise<Mention[]> {
  const rows = await query<MentionRow>(
    `SELECT ${ticketColumns}, note.id AS note_id, left(note.text, ${snippetLength}) AS note_text,
            note.author_id AS note_author_id, a.name AS note_author_name, note.created_at AS note_at
       FROM (SELECT n.* FROM note_mentions x JOIN messages n ON n.id = x.message_id
              WHERE x.user_id = $1 AND x.seen_at IS NULL AND n.deleted_at IS NULL) note
       JOIN tickets t ON t.id = note.ticket_id ${ticketJoins}
       LEFT JOIN users a ON a.id = note.author_id
      WHERE ${visibleTickets(actor)} ORDER BY note.id DESC LIMIT ${mostMentions}`,
    [actor.userId],
  );
  return rows.map((row) => ({
    messageId: row.note_id,
    ticketId: row.id,
    author: row.note_author_id ? { id: row.note_author_id, name: row.note_author_name ?? '' } : null,
    contactName: presentContactSummary({ ...row, id: row.contact_id }).name,
    text: toStorable(row.note_text, snippetLength),
    createdAt: row.note_at.toISOString(),
  }));
}

/** The person has the conversation before them. Their other devices hear of it. */
export async function markMentionsSeen(actor: Actor, ticketId: string): Promise<void> {
  await getTicketFor(actor, ticketId, 'read');
  const seen = await query(
    `UPDATE note_mentions x SET seen_at = now() FROM messages n
      WHERE n.id = x.message_id AND n.ticket_id = $1 AND x.user_id = $2 AND x.seen_at IS NULL RETURNING 1`,
    [ticketId, actor.userId],
  );
  const { companyId, userId } = actor;
  if (seen.length > 0) publish('mentions.seen', { companyId, userId, ticketId });
}
