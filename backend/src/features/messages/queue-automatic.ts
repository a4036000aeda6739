import { now } from '../../core/clock.ts';
import { fillForTicket } from '../automatic-texts/read-variables.ts';
import type { FileRow } from '../files/file.presenter.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';
import { newMessage, tellQueued } from './send-message.ts';
import { plainText, storeMessage } from './store-message.ts';
import { kindToSend } from './take-upload.ts';

/** What the product itself says to a customer. `at`: when, if not now. */
export interface AutomaticMessage {
  text: string;
  file: FileRow | null;
  at?: Date;
}

/**
 * Queues a message that nobody wrote: of the bot, an automatic text. Variables in it are filled in. In the caller's unit of work, so that it goes out exactly
 * when what is kept of it is committed. Answers the ticket as it is then.
 */
export async function queueAutomatic(
  companyId: string,
  ticket: TicketRow,
  { text: written, file, at = now() }: AutomaticMessage,
): Promise<TicketRow> {
  const text = await fillForTicket(ticket.id, written);
  const contents = { ...plainText, text, file, ...(file ? { kind: kindToSend(file, false) } : {}) };
  const stored = await storeMessage(ticket, newMessage(null, null, contents, at));
  if (!stored) throw new Error('An id of ours is taken');
  tellQueued(companyId, ticket, stored);
  return stored.ticket;
}
