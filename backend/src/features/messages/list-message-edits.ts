import type { MessageVersion } from '@ticketz/contract/messages';
import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { getTicketFor } from '../tickets/ticket.policy.ts';

/** The texts that a message had before. What a deleted one has said is for admins only. */
export async function listMessageEdits(
  actor: Actor,
  ticketId: string,
  messageId: string,
): Promise<MessageVersion[]> {
  await getTicketFor(actor, ticketId, 'read');
  const message = await queryOne<{ deleted_at: Date | null }>(
    'SELECT deleted_at FROM messages WHERE id = $1 AND ticket_id = $2',
    [messageId, ticketId],
  );
  if (!message) throw notFound();
  const isDeleted = message.deleted_at !== null;
  if (isDeleted && actor.role === 'agent') return [];
  const rows = await query<{ text: string; written_at: Date }>(
    `SELECT text, written_at FROM message_edits WHERE message_id = $1
      ORDER BY change_id <> '', written_at, change_id`,
    [messageId],
    'message-edits',
  );
  const earlier = isDeleted ? rows : rows.slice(0, -1);
  return earlier.map(({ text, written_at }) => ({ text, writtenAt: written_at.toISOString() }));
}
