import type { BotMenu, BotMenuSummary, BotTree } from '@ticketz/contract/bot-menus';
import { AppError, notFound } from '../../../core/errors.ts';
import type { Actor } from '../../../core/http/route.ts';
import { query, queryOne } from '../../../core/unit-of-work.ts';
import {
  type BotMenuRow,
  botMenuColumns,
  botMenuJoins,
  presentBotMenu,
  presentBotMenuSummary,
} from './bot-menu.presenter.ts';
import { checkQueues, giveFiles, takeFiles } from './check-named.ts';

/** All menus of the company, that of all connections first. */
export async function listBotMenus(): Promise<BotMenuSummary[]> {
  const rows = await query<BotMenuRow>(
    `SELECT ${botMenuColumns} FROM bot_menus m ${botMenuJoins} ORDER BY m.connection_id NULLS FIRST, m.id`,
  );
  return rows.map(presentBotMenuSummary);
}

export async function readBotMenu(menuId: string): Promise<BotMenu> {
  const row = await queryOne<BotMenuRow>(
    `SELECT ${botMenuColumns} FROM bot_menus m ${botMenuJoins} WHERE m.id = $1`,
    [menuId],
  );
  if (!row) throw notFound();
  return presentBotMenu(row);
}

/** Makes a menu that nobody gets before it is published. */
export async function createBotMenu(
  actor: Actor,
  { connectionId, draft }: { connectionId: string | null; draft: BotTree },
): Promise<BotMenu> {
  if (connectionId) {
    const connection = await queryOne('SELECT 1 FROM connections WHERE id = $1 AND deleted_at IS NULL', [
      connectionId,
    ]);
    if (!connection) throw notFound();
  }
  await checkQueues(draft, null);
  await takeFiles(actor, draft, null);
  const made = await queryOne<{ id: string }>(
    'INSERT INTO bot_menus (connection_id, draft) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
    [connectionId, JSON.stringify(draft)],
  );
  if (!made) throw new AppError('menu_exists');
  await giveFiles(made.id, draft);
  return readBotMenu(made.id);
}

/** Keeps what was written so far. Somebody else's saving in between isn't overwritten. */
export async function saveBotDraft(
  actor: Actor,
  menuId: string,
  { draft, revision }: { draft: BotTree; revision: number },
): Promise<BotMenu> {
  const known = await lockMenu(menuId);
  await checkQueues(draft, known.draft);
  await takeFiles(actor, draft, menuId);
  if (known.revision !== revision) throw new AppError('menu_changed');
  await giveFiles(menuId, draft);
  await query('UPDATE bot_menus SET draft = $2, revision = revision + 1 WHERE id = $1', [
    menuId,
    JSON.stringify(draft),
  ]);
  return readBotMenu(menuId);
}

/** Switches a menu's bot on or off. While it is off, its customers are left to people. */
export async function switchBotMenu(menuId: string, active: boolean): Promise<BotMenu> {
  await query('UPDATE bot_menus SET active = $2 WHERE id = $1', [menuId, active]);
  return readBotMenu(menuId);
}

/** Customers get what there is without it: the menu of all connections, or one made of the queues. */
export async function deleteBotMenu(menuId: string): Promise<void> {
  const menu = await queryOne('SELECT 1 FROM bot_menus WHERE id = $1 FOR UPDATE', [menuId]);
  if (!menu) throw notFound();
  await query(
    `WITH dropped AS (DELETE FROM bot_menu_files WHERE menu_id = $1 RETURNING file_id)
     UPDATE files f SET keep_until = now() FROM dropped WHERE f.id = dropped.file_id`,
    [menuId],
  );
  await query('DELETE FROM bot_menus WHERE id = $1', [menuId]);
}

/** Locks a menu to change it. */
export async function lockMenu(menuId: string): Promise<{ revision: number; draft: unknown }> {
  const menu = await queryOne<{ revision: number; draft: unknown }>(
    'SELECT revision, draft FROM bot_menus WHERE id = $1 FOR UPDATE',
    [menuId],
  );
  if (!menu) throw notFound();
  return menu;
}
