import type { ChangeKind } from '@ticketz/contract/messages';
import { withCompany } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { settleText } from './change-message.ts';
import { changeMessages } from './change-messages.ts';

interface SettledAction {
  message_id: string;
  channel_message_id: string;
  kind: ChangeKind;
  made_at: Date;
}

/** WhatsApp has taken what was done to a message, or has refused it for good: then it is taken back. */
export async function settleAction(
  companyId: string,
  actionId: string,
  status: 'sent' | 'failed',
): Promise<void> {
  await withCompany(companyId, async () => {
    const action = await queryOne<SettledAction>(
      `UPDATE message_actions SET status = $2 WHERE id = $1 AND status = 'queued'
       RETURNING message_id, channel_message_id, kind, made_at`,
      [actionId, status],
      'settle-action',
    );
    if (!action || status === 'sent') return;
    if (action.kind === 'reaction') await takeReactionBack(action);
    if (action.kind === 'delete') await takeDeletionBack(action);
    if (action.kind === 'edit') {
      await query('DELETE FROM message_edits WHERE message_id = $1 AND change_id = $2', [
        action.message_id,
        action.channel_message_id,
      ]);
    }
    if (action.kind !== 'reaction') await settleText({ companyId, messageId: action.message_id });
    await changeMessages(companyId, {
      name: 'note-failed-change',
      sql: 'UPDATE messages SET failed_change = $2, version = version + 1 WHERE id = $1 RETURNING *',
      values: [action.message_id, action.kind],
    });
  });
}

export async function countActionAttempt(companyId: string, actionId: string): Promise<void> {
  await withCompany(companyId, () =>
    query('UPDATE message_actions SET attempts = attempts + 1 WHERE id = $1', [actionId]),
  );
}

/** The one before it is the one that the phone shows. */
async function takeReactionBack({ message_id, channel_message_id }: SettledAction): Promise<void> {
  const gone = await query(
    `DELETE FROM message_reactions WHERE message_id = $1 AND side = 'business' AND change_id = $2 RETURNING 1`,
    [message_id, channel_message_id],
  );
  if (gone.length === 0) return;
  await query(
    `INSERT INTO message_reactions (message_id, side, user_id, emoji, reacted_at, change_id)
     SELECT message_id, 'business', user_id, value, made_at, channel_message_id FROM message_actions
      WHERE message_id = $1 AND kind = 'reaction' AND status = 'sent' ORDER BY id DESC LIMIT 1`,
    [message_id],
  );
}

/** Unless it was deleted on the phone as well. */
async function takeDeletionBack({ message_id, made_at }: SettledAction): Promise<void> {
  await query(
    `UPDATE messages m SET deleted_at = NULL, details = e.details FROM message_edits e
      WHERE m.id = $1 AND m.deleted_at = $2 AND e.message_id = m.id AND e.change_id = ''`,
    [message_id, made_at],
  );
}
