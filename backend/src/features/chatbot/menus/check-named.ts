import type { BotTree } from '@ticketz/contract/bot-menus';
import { notFound } from '../../../core/errors.ts';
import type { Actor } from '../../../core/http/route.ts';
import { query } from '../../../core/unit-of-work.ts';
import { filesOf } from './bot-menu.presenter.ts';

/** The queues that a menu names must be there, unless it named them before: those are shown as gone. Throws `not_found`. */
export async function checkQueues(draft: BotTree, before: unknown): Promise<void> {
  const named = [
    draft.fallbackQueueId,
    ...draft.options.map(({ leadsTo }) => (leadsTo.to === 'queue' ? leadsTo.queueId : null)),
  ];
  const known = JSON.stringify(before ?? null);
  const wanted = [...new Set(named.filter((id) => id !== null))].filter((id) => !known.includes(id));
  const found = await query('SELECT FROM queues WHERE id = ANY ($1)', [wanted]);
  if (found.length < wanted.length) throw notFound();
}

/** True of the files `f` that a menu may bring: the actor's own uploads (`$2`), and those that menus have. */
const mayBring = `f.state = 'ready' AND ((f.uploaded_by = $2 AND f.keep_until IS NOT NULL)
  OR EXISTS (SELECT FROM bot_menu_files x WHERE x.file_id = f.id AND x.menu_id = coalesce($3::uuid, x.menu_id)))`;

/** Takes the files that a draft brings: from now on they stay. Throws `not_found`. */
export async function takeFiles(actor: Actor, draft: BotTree, menuId: string | null): Promise<void> {
  const wanted = filesOf(draft);
  const taken = await query(
    `UPDATE files f SET keep_until = NULL WHERE f.id = ANY ($1) AND ${mayBring} RETURNING f.id`,
    [wanted, actor.userId, menuId],
  );
  if (taken.length < wanted.length) throw notFound();
}

/** The same without taking them. */
export async function checkFiles(actor: Actor, tree: BotTree): Promise<void> {
  const wanted = filesOf(tree);
  const found = await query(`SELECT FROM files f WHERE f.id = ANY ($1) AND ${mayBring}`, [
    wanted,
    actor.userId,
    null,
  ]);
  if (found.length < wanted.length) throw notFound();
}

/** Gives a menu these files. It keeps what it ever had: a version may bring it back. */
export async function giveFiles(menuId: string, draft: BotTree): Promise<void> {
  await query(
    'INSERT INTO bot_menu_files (menu_id, file_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING',
    [menuId, filesOf(draft)],
  );
}
