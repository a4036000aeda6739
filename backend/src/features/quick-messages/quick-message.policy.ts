import { roleIncludes } from '@ticketz/contract/endpoint';
import { AppError, notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { type QuickMessageRow, quickMessageColumns } from './quick-message.presenter.ts';

/** Which ones a person sees, as SQL; `$1` is their id: the company's and their own. */
export const visibleQuickMessages = '(owner_id IS NULL OR owner_id = $1)';

/** The company's are kept by admins. */
export function checkMayShare(actor: Actor): void {
  if (!roleIncludes(actor.role, 'admin')) throw new AppError('forbidden');
}

/** Loads and locks one to change it. A colleague's own isn't there. */
export async function getQuickMessageToChange(actor: Actor, id: string): Promise<QuickMessageRow> {
  const row = await queryOne<QuickMessageRow>(
    `SELECT ${quickMessageColumns} FROM quick_messages WHERE id = $2 AND ${visibleQuickMessages} FOR UPDATE`,
    [actor.userId, id],
  );
  if (!row) throw notFound();
  if (row.owner_id === null) checkMayShare(actor);
  return row;
}
