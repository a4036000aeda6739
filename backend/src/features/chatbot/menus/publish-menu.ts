import type { BotMenu } from '@ticketz/contract/bot-menus';
import { AppError, notFound } from '../../../core/errors.ts';
import type { Actor } from '../../../core/http/route.ts';
import { query, queryOne } from '../../../core/unit-of-work.ts';
import { lockMenu, readBotMenu } from './keep-menu.ts';

/** Makes the draft what customers get from now on, and keeps it as a version. */
export async function publishBotMenu(actor: Actor, menuId: string, revision: number): Promise<BotMenu> {
  const known = await lockMenu(menuId);
  if (known.revision !== revision) throw new AppError('menu_changed');
  const { problems } = await readBotMenu(menuId);
  if (problems.length > 0) throw new AppError('menu_incomplete', { details: { problems } });
  await query(
    `WITH next AS (UPDATE bot_menus SET active = true,
            published = coalesce((SELECT max(number) FROM bot_menu_versions WHERE menu_id = $1), 0) + 1
          WHERE id = $1 RETURNING id, published, draft)
     INSERT INTO bot_menu_versions (menu_id, number, tree, published_by) SELECT id, published, draft, $2 FROM next`,
    [menuId, actor.userId],
  );
  return readBotMenu(menuId);
}

interface Version {
  number: number;
  at: string;
  by: { id: string; name: string } | null;
  options: number;
}

/** What was published, the newest first. */
export async function listBotVersions(menuId: string): Promise<Version[]> {
  const menu = await queryOne('SELECT 1 FROM bot_menus WHERE id = $1', [menuId]);
  if (!menu) throw notFound();
  const rows = await query<{
    number: number;
    at: Date;
    by_id: string | null;
    by_name: string | null;
    options: number;
  }>(
    `SELECT v.number, v.published_at AS at, v.published_by AS by_id, u.name AS by_name,
            jsonb_array_length(v.tree->'options') AS options
       FROM bot_menu_versions v LEFT JOIN users u ON u.id = v.published_by
      WHERE v.menu_id = $1 ORDER BY v.number DESC LIMIT 100`,
    [menuId],
  );
  return rows.map(({ number, at, by_id, by_name, options }) => ({
    number,
    at: at.toISOString(),
    by: by_id ? { id: by_id, name: by_name ?? '' } : null,
    options,
  }));
}

/** Makes the draft what was published then; customers get it when it is published again. */
export async function restoreBotVersion(menuId: string, number: number): Promise<BotMenu> {
  const restored = await query(
    `UPDATE bot_menus m SET draft = v.tree, revision = m.revision + 1
       FROM bot_menu_versions v WHERE m.id = $1 AND v.menu_id = m.id AND v.number = $2 RETURNING 1`,
    [menuId, number],
  );
  if (restored.length === 0) throw notFound();
  return readBotMenu(menuId);
}
