import type { Message } from '@ticketz/contract/messages';
import { AppError, notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { signal } from '../../core/realtime.ts';
import { afterCommit, queryOne } from '../../core/unit-of-work.ts';
import { getTicketFor } from '../tickets/ticket.policy.ts';
import { changeMessages } from './change-messages.ts';
import { presentMessage } from './message.presenter.ts';

/** Asks once more for a file that could not be fetched. While it's being fetched that changes nothing. */
export async function fetchFile(actor: Actor, ticketId: string, messageId: string): Promise<Message> {
  const ticket = await getTicketFor(actor, ticketId, 'change');
  const message = await queryOne<{ file_id: string | null; connection_id: string }>(
    'SELECT file_id, connection_id FROM messages WHERE id = $1 AND ticket_id = $2 AND deleted_at IS NULL',
    [messageId, ticket.id],
  );
  if (!message) throw notFound();
  const file = await queryOne(
    `UPDATE files SET state = 'pending', failure = NULL, reupload_asked = false, try_at = NULL,
            attempts = CASE state WHEN 'failed' THEN 0 ELSE attempts END
      WHERE id = $1 AND state IN ('pending', 'failed') AND source IS NOT NULL RETURNING id`,
    [message.file_id],
  );
  if (!file) throw new AppError('file_not_failed');
  const [row] = await changeMessages(actor.companyId, {
    name: 'fetch-file',
    sql: 'UPDATE messages SET version = version + 1 WHERE id = $1 RETURNING *',
    values: [messageId],
  });
  if (!row) throw notFound();
  afterCommit(() =>
    signal('outbox.filled', { companyId: actor.companyId, connectionId: message.connection_id }),
  );
  return presentMessage(row);
}
