import { randomUUID } from 'node:crypto';
import type { MessageDetails } from '@ticketz/contract/message-details';
import type { Ticket } from '@ticketz/contract/tickets';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { readMessage } from '../messages/find-message.ts';
import { insertNote } from '../notes/write-note.ts';

/** Says in the conversation from where to where its ticket went, and what the giver wants known. */
export async function writeTransferNote(
  actor: Actor,
  ticket: Ticket,
  text: string,
  transfer: NonNullable<MessageDetails['transfer']>,
): Promise<string> {
  const note = { clientId: randomUUID(), text, details: { transfer }, mentions: [] };
  const place = { id: ticket.id, contact_id: ticket.contact.id, connection_id: ticket.connection.id };
  const stored = await insertNote(actor, place, note);
  if (!stored) throw new Error('The note was not written');
  publish('message.queued', {
    companyId: actor.companyId,
    message: await readMessage(stored.id),
    ticket: {
      status: ticket.status,
      queueId: ticket.queueId,
      assigneeId: ticket.assignee?.id ?? null,
      viewerIds: ticket.group?.viewerIds ?? null,
    },
  });
  return stored.id;
}
