import type { Message } from '@ticketz/contract/messages';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { reactTo } from './change-message.ts';
import { getMessageToChange, readMessage } from './find-message.ts';
import { queueAction } from './queue-action.ts';

/** Puts the business' reaction on a message, or takes it away. The same again does nothing. */
export async function setReaction(
  actor: Actor,
  ticketId: string,
  messageId: string,
  emoji: string | null,
): Promise<Message> {
  const message = await getMessageToChange(actor, ticketId, messageId);
  const isThere = message.deleted_at === null && message.kind !== 'call' && message.status !== 'failed';
  if (!isThere) throw new AppError('message_not_changeable');
  const known = await queryOne<{ emoji: string | null }>(
    `SELECT emoji FROM message_reactions WHERE message_id = $1 AND side = 'business'`,
    [messageId],
  );
  if ((known?.emoji ?? null) !== emoji) {
    await reactTo(await queueAction(actor, message, 'reaction', emoji), emoji);
  }
  return readMessage(messageId);
}
