import { editWithinMs, type Message } from '@ticketz/contract/messages';
import { now } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { editText } from './change-message.ts';
import { getMessageToChange, readMessage } from './find-message.ts';
import { queueAction } from './queue-action.ts';

/** Changes a text that the business sent, as long as WhatsApp takes that. */
export async function editMessage(
  actor: Actor,
  ticketId: string,
  messageId: string,
  text: string,
): Promise<Message> {
  const message = await getMessageToChange(actor, ticketId, messageId);
  const isOurs = message.direction === 'outbound' && message.kind === 'text';
  if (!isOurs || message.status === 'failed' || message.deleted_at)
    throw new AppError('message_not_changeable');
  if (message.text !== text) {
    if (now().getTime() - message.sent_at.getTime() > editWithinMs) throw new AppError('message_too_old');
    await editText(await queueAction(actor, message, 'edit', text), text);
  }
  return readMessage(messageId);
}
