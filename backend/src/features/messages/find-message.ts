import type { Message } from '@ticketz/contract/messages';
import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { getTicketToWrite, mustMayWrite } from '../tickets/ticket.policy.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';
import { type MessageRow, messageColumns, messageJoins, presentMessage } from './message.presenter.ts';

/** A message as the API gives it. */
export async function readMessage(messageId: string): Promise<Message> {
  const row = await queryOne<MessageRow>(
    `SELECT ${messageColumns} FROM messages m ${messageJoins} WHERE m.id = $1`,
    [messageId],
    'read-message',
  );
  if (!row) throw notFound();
  return presentMessage(row);
}

/** A message that somebody wants to change, and its ticket, both locked. */
export interface MessageToChange {
  ticket: TicketRow;
  id: string;
  connection_id: string;
  direction: 'inbound' | 'outbound';
  kind: MessageRow['kind'];
  text: string;
  status: MessageRow['status'];
  sent_at: Date;
  deleted_at: Date | null;
}

/** Who may answer in an open ticket may also do something to what was said there. */
export async function getMessageToChange(
  actor: Actor,
  ticketId: string,
  messageId: string,
): Promise<MessageToChange> {
  const ticket = await getTicketToWrite(actor, ticketId);
  const row = await queryOne<Omit<MessageToChange, 'ticket'>>(
    `SELECT id, connection_id, direction, kind, text, status, sent_at, deleted_at FROM messages
      WHERE id = $1 AND ticket_id = $2 AND direction <> 'internal' FOR NO KEY UPDATE`,
    [messageId, ticketId],
    'message-to-change',
  );
  if (!row) throw notFound();
  mustMayWrite(actor, ticket);
  return { ...row, ticket };
}
