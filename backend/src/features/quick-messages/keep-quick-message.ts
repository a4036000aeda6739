import type { QuickMessage } from '@ticketz/contract/quick-messages';
import { AppError, notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { dropFiles, giveFiles, takeFiles } from './keep-files.ts';
import { checkMayShare, getQuickMessageToChange, visibleQuickMessages } from './quick-message.policy.ts';
import { presentQuickMessage, type QuickMessageRow, quickMessageColumns } from './quick-message.presenter.ts';

/** More than anybody remembers; they are all sent to the browser at once. */
const mostListed = 1_000;

interface Contents {
  shortcut: string;
  text: string;
  fileIds?: string[] | undefined;
}

/** The company's and this person's own, by shortcut. */
export async function listQuickMessages(actor: Actor): Promise<QuickMessage[]> {
  const rows = await query<QuickMessageRow>(
    `SELECT ${quickMessageColumns} FROM quick_messages WHERE ${visibleQuickMessages}
      ORDER BY lower(shortcut), owner_id NULLS LAST, id LIMIT ${mostListed}`,
    [actor.userId],
  );
  return rows.map(presentQuickMessage);
}

export async function createQuickMessage(
  actor: Actor,
  { shared, shortcut, text, fileIds = [] }: Contents & { shared: boolean },
): Promise<QuickMessage> {
  const taken = await takeFiles(actor, fileIds, null);
  if (shared) checkMayShare(actor);
  const row = await queryOne<QuickMessageRow>(
    `INSERT INTO quick_messages (owner_id, shortcut, text) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING ${quickMessageColumns}`,
    [shared ? null : actor.userId, shortcut, text],
  );
  if (!row) throw new AppError('shortcut_taken');
  await giveFiles(row.id, taken);
  return read(row.id);
}

export async function updateQuickMessage(
  actor: Actor,
  id: string,
  { shortcut, text, fileIds }: Contents,
): Promise<QuickMessage> {
  const taken = fileIds && (await takeFiles(actor, fileIds, id));
  const { owner_id } = await getQuickMessageToChange(actor, id);
  const row = await queryOne<QuickMessageRow>(
    `UPDATE quick_messages SET shortcut = $2, text = $3, version = version + 1
      WHERE id = $1 AND NOT EXISTS (SELECT FROM quick_messages other WHERE other.id <> $1
        AND other.owner_id IS NOT DISTINCT FROM $4 AND lower(other.shortcut) = lower($2))
     RETURNING ${quickMessageColumns}`,
    [id, shortcut, text, owner_id],
  );
  if (!row) throw new AppError('shortcut_taken');
  if (taken) await giveFiles(id, taken);
  return read(id);
}

async function read(id: string): Promise<QuickMessage> {
  const row = await queryOne<QuickMessageRow>(
    `SELECT ${quickMessageColumns} FROM quick_messages WHERE id = $1`,
    [id],
  );
  if (!row) throw notFound();
  return presentQuickMessage(row);
}

/** What was sent with its files keeps them. */
export async function deleteQuickMessage(actor: Actor, id: string): Promise<void> {
  await getQuickMessageToChange(actor, id);
  await dropFiles(id);
  await query('DELETE FROM quick_messages WHERE id = $1', [id]);
}
