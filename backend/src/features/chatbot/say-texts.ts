import { queryOne } from '../../core/unit-of-work.ts';
import { queueAutomatic } from '../messages/queue-automatic.ts';
import type { TextDue } from '../tickets/texts-due.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';

interface Row {
  greeting_text: string;
  farewell_text: string;
  transfer_text: string;
  queue_greeting: string | null;
  greeted: boolean;
}

/** What the connection says by itself; null where nothing automatic may be said. */
function readTexts(ticket: TicketRow): Promise<Row | null> {
  return queryOne<Row>(
    `SELECT n.greeting_text, n.farewell_text, n.transfer_text, q.greeting AS queue_greeting,
            EXISTS (SELECT FROM messages m WHERE m.ticket_id = $4 AND m.direction = 'outbound') AS greeted
       FROM connections n JOIN contacts c ON c.id = $2 LEFT JOIN queues q ON q.id = $3
      WHERE n.id = $1 AND NOT c.bot_off AND NOT c.is_group`,
    [ticket.connection_id, ticket.contact_id, ticket.queue_id, ticket.id],
  );
}

/** Greets whoever begins a ticket and doesn't come to the bot: for the connection, and for the queue that they are in. */
export async function welcome(companyId: string, ticket: TicketRow): Promise<void> {
  const texts = await readTexts(ticket);
  if (!texts || texts.greeted) return;
  const text = [texts.greeting_text, texts.queue_greeting].filter(Boolean).join('\n\n');
  if (text) await queueAutomatic(companyId, ticket, { text, file: null });
}

/** Tells what has become of a ticket. False: it isn't so any more. */
export async function sayDueText(companyId: string, ticket: TicketRow, due: TextDue): Promise<boolean> {
  if ((due === 'farewell') !== (ticket.status === 'closed')) return false;
  const texts = await readTexts(ticket);
  const text = due === 'farewell' ? texts?.farewell_text : texts?.transfer_text;
  if (text) await queueAutomatic(companyId, ticket, { text, file: null });
  return true;
}
