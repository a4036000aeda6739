import { notFound } from '../../core/errors.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import type { ChannelQuote } from '../connections/channel.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';
import { quotedLength } from './message.presenter.ts';

/** A message of the conversation, also of an earlier ticket with the same person, as one that answers it names it. */
export async function quoteIn(ticket: TicketRow, messageId: string): Promise<ChannelQuote> {
  const quoted = await queryOne<ChannelQuote>(
    `SELECT channel_message_id AS "channelMessageId", direction, kind, left(text, ${quotedLength}) AS text
       FROM messages WHERE id = $1 AND contact_id = $2 AND connection_id = $3 AND direction <> 'internal'
        AND deleted_at IS NULL`,
    [messageId, ticket.contact_id, ticket.connection_id],
    'quoted-message',
  );
  if (!quoted) throw notFound();
  return quoted;
}
