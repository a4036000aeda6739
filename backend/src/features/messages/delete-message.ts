import { deleteWithinMs, type Message } from '@ticketz/contract/messages';
import { now } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { deleteForEveryone } from './change-message.ts';
import { getMessageToChange, readMessage } from './find-message.ts';
import { queueAction } from './queue-action.ts';

/** What the channel has taken: one that waits could be on its way at this very moment. */
const arrived = new Set<string | null>(['sent', 'delivered', 'read']);

/** Deletes for everyone what the business sent, as long as WhatsApp takes that. The same again does nothing. */
export async function deleteMessage(actor: Actor, ticketId: string, messageId: string): Promise<Message> {
  const message = await getMessageToChange(actor, ticketId, messageId);
  if (message.direction !== 'outbound' || !arrived.has(message.status)) {
    throw new AppError('message_not_changeable');
  }
  if (!message.deleted_at) {
    if (now().getTime() - message.sent_at.getTime() > deleteWithinMs) throw new AppError('message_too_old');
    await deleteForEveryone(await queueAction(actor, message, 'delete', null));
  }
  return readMessage(messageId);
}
