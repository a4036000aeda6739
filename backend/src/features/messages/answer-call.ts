import { publish } from '../../core/events.ts';
import { signal } from '../../core/realtime.ts';
import { afterCommit, query, queryOne } from '../../core/unit-of-work.ts';
import type { ChannelMessage } from '../connections/channel.ts';
import { createWhatsappMessageId } from '../connections/whatsapp/whatsapp-message-id.ts';
import { sightOf } from '../tickets/ticket.policy.ts';
import { presentTicket, type TicketRow } from '../tickets/ticket.presenter.ts';
import { presentMessage } from './message.presenter.ts';
import { plainText, storeMessage } from './store-message.ts';

const onceIn = "interval '1 hour'";

/** Whoever called and was rejected gets the connection's text for it, once an hour. */
export async function answerCall(ticket: TicketRow, { companyId, sentAt }: ChannelMessage): Promise<void> {
  const connection = await queryOne<{ call_text: string }>(
    'SELECT call_text FROM connections WHERE id = $1',
    [ticket.connection_id],
  );
  if (!connection?.call_text) return;
  const due = await query(
    `INSERT INTO call_answers (connection_id, contact_id) VALUES ($1, $2)
     ON CONFLICT (company_id, connection_id, contact_id) DO UPDATE SET answered_at = now()
      WHERE call_answers.answered_at < now() - ${onceIn} RETURNING 1`,
    [ticket.connection_id, ticket.contact_id],
  );
  if (due.length === 0) return;
  const stored = await storeMessage(ticket, {
    ...plainText,
    channelMessageId: createWhatsappMessageId(),
    direction: 'outbound',
    text: connection.call_text,
    status: 'queued',
    author: null,
    fromPhone: false,
    clientId: null,
    sentAt,
    replyAddress: null,
    unread: false,
  });
  if (!stored) return;
  const sight = sightOf(stored.ticket);
  publish('message.queued', { companyId, message: presentMessage(stored.message), ticket: sight });
  publish('ticket.touched', { companyId, ticket: presentTicket(stored.ticket), before: sight });
  afterCommit(() => signal('outbox.filled', { companyId, connectionId: ticket.connection_id }));
}
