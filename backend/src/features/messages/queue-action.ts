import type { ChangeKind } from '@ticketz/contract/messages';
import { now } from '../../core/clock.ts';
import type { Actor } from '../../core/http/route.ts';
import { signal } from '../../core/realtime.ts';
import { afterCommit, query, queryOne } from '../../core/unit-of-work.ts';
import { createWhatsappMessageId } from '../connections/whatsapp/whatsapp-message-id.ts';
import type { Made } from './change-message.ts';
import type { MessageToChange } from './find-message.ts';

/**
 * Has something done to a message at WhatsApp. Here it is done at once; should WhatsApp refuse it, it is taken back
 * (`settle-action.ts`). A row of its own, because it goes out like a message: in its turn among them, under an id that it
 * keeps over every attempt, whichever process dies in between. A column of the message couldn't hold two edits and a
 * reaction that wait together.
 */
export async function queueAction(
  actor: Actor,
  message: MessageToChange,
  kind: ChangeKind,
  value: string | null,
): Promise<Made> {
  const changeId = createWhatsappMessageId();
  const at = await laterThanBefore(message.id);
  await query(
    `INSERT INTO message_actions (connection_id, message_id, channel_message_id, kind, value, made_at, user_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [message.connection_id, message.id, changeId, kind, value, at, actor.userId],
    'queue-action',
  );
  await query('UPDATE messages SET failed_change = NULL WHERE id = $1 AND failed_change IS NOT NULL', [
    message.id,
  ]);
  const { companyId } = actor;
  afterCommit(() => signal('outbox.filled', { companyId, connectionId: message.connection_id }));
  return { companyId, messageId: message.id, side: 'business', changeId, at, userId: actor.userId };
}

/** What somebody does now holds, even if the phone that did the same before has a clock that is fast. */
async function laterThanBefore(messageId: string): Promise<Date> {
  const before = await queryOne<{ at: Date | null }>(
    `SELECT greatest(
       (SELECT max(reacted_at) FROM message_reactions WHERE message_id = $1 AND side = 'business'),
       (SELECT max(written_at) FROM message_edits WHERE message_id = $1 AND change_id <> '')) AS at`,
    [messageId],
    'last-change',
  );
  return new Date(Math.max(now().getTime(), (before?.at?.getTime() ?? 0) + 1));
}
