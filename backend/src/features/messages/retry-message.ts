import type { Message } from '@ticketz/contract/messages';
import { AppError, notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { signal } from '../../core/realtime.ts';
import { afterCommit, queryOne } from '../../core/unit-of-work.ts';
import { getTicketFor, mustMayWrite } from '../tickets/ticket.policy.ts';
import { changeMessages } from './change-messages.ts';
import { presentMessage } from './message.presenter.ts';

/** Puts a failed message back into the queue, under the id it always had. */
export async function retryMessage(actor: Actor, ticketId: string, messageId: string): Promise<Message> {
  const ticket = await getTicketFor(actor, ticketId, 'change');
  mustMayWrite(actor, ticket);
  const known = await queryOne('SELECT 1 FROM messages WHERE id = $1 AND ticket_id = $2', [
    messageId,
    ticketId,
  ]);
  if (!known) throw notFound();
  const [row] = await changeMessages(actor.companyId, {
    name: 'retry-message',
    sql: `UPDATE messages SET status = 'queued', failure_reason = NULL, attempts = 0, version = version + 1
           WHERE id = $1 AND status = 'failed' RETURNING *`,
    values: [messageId],
  });
  if (!row) throw new AppError('message_not_failed');
  afterCommit(() =>
    signal('outbox.filled', { companyId: actor.companyId, connectionId: ticket.connection_id }),
  );
  return presentMessage(row);
}
