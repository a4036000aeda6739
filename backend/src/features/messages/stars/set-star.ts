import '../messages.events.ts';
import { notFound } from '../../../core/errors.ts';
import { publish } from '../../../core/events.ts';
import type { Actor } from '../../../core/http/route.ts';
import { query, queryOne } from '../../../core/unit-of-work.ts';
import { getTicketFor } from '../../tickets/ticket.policy.ts';

/** Puts the actor's star on a message that they see, or takes it away. Their other devices hear of it. */
export async function setStar(
  actor: Actor,
  { ticketId, messageId }: { ticketId: string; messageId: string },
  starred: boolean,
): Promise<void> {
  const { companyId, userId } = actor;
  await getTicketFor(actor, ticketId, 'read');
  const message = await queryOne<{ deleted: boolean }>(
    'SELECT deleted_at IS NOT NULL AS deleted FROM messages WHERE id = $1 AND ticket_id = $2 FOR KEY SHARE',
    [messageId, ticketId],
  );
  if (!message || (starred && message.deleted)) throw notFound();
  await query(
    starred
      ? 'INSERT INTO message_stars (user_id, message_id) VALUES ($1, $2) ON CONFLICT DO NOTHING'
      : 'DELETE FROM message_stars WHERE user_id = $1 AND message_id = $2',
    [userId, messageId],
  );
  publish('star.changed', { companyId, userId, ticketId, messageId, starred });
}
