import { roleIncludes } from '@ticketz/contract/endpoint';
import type { Message } from '@ticketz/contract/messages';
import { now } from '../../core/clock.ts';
import { AppError, notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { deleteForEveryone } from '../messages/change-message.ts';
import { readMessage } from '../messages/find-message.ts';
import { getTicketFor } from '../tickets/ticket.policy.ts';

/** Takes a note back. As with messages, admins can still read what it said. */
export async function deleteNote(actor: Actor, ticketId: string, noteId: string): Promise<Message> {
  await getTicketFor(actor, ticketId, 'read');
  const note = await queryOne<{ author_id: string | null }>(
    `SELECT author_id FROM messages WHERE id = $1 AND ticket_id = $2 AND direction = 'internal' FOR NO KEY UPDATE`,
    [noteId, ticketId],
  );
  if (!note) throw notFound();
  if (note.author_id !== actor.userId && !roleIncludes(actor.role, 'admin')) throw new AppError('forbidden');
  const { companyId, userId } = actor;
  await deleteForEveryone({
    companyId,
    messageId: noteId,
    side: 'business',
    changeId: '',
    at: now(),
    userId,
  });
  return readMessage(noteId);
}
