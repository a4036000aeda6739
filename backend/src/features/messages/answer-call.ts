import { query, queryOne } from '../../core/unit-of-work.ts';
import type { ChannelMessage } from '../connections/channel.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';
import { queueAutomatic } from './queue-automatic.ts';

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
  await queueAutomatic(companyId, ticket, { text: connection.call_text, file: null, at: sentAt });
}
