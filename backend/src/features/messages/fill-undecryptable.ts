import { publish } from '../../core/events.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import type { ChannelMessage } from '../connections/channel.ts';
import { type MessageRow, messageColumns, messageJoins, presentMessage } from './message.presenter.ts';
import { tellTouchedTicket } from './tell-touched-ticket.ts';

/** The phone has sent again what couldn't be read: the placeholder becomes the message, in its place. */
export async function fillUndecryptable(
  companyId: string,
  messageId: string,
  received: ChannelMessage,
): Promise<void> {
  const row = await queryOne<MessageRow>(
    `WITH m AS (UPDATE messages SET kind = $2, text = $3, version = version + 1
                 WHERE id = $1 AND kind = 'undecryptable' RETURNING *)
     SELECT ${messageColumns} FROM m ${messageJoins}`,
    [messageId, received.kind, received.text],
  );
  if (!row) return;
  const ticket = await tellTouchedTicket(companyId, row.ticket_id, messageId);
  publish('message.changed', { companyId, message: presentMessage(row), ticket });
}
