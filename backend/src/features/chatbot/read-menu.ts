import { type BotTree, botTree } from '@ticketz/contract/bot-menus';
import type { Language } from '@ticketz/contract/preferences';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { menuFromQueues } from './menu-from-queues.ts';

/**
 * The menu of a connection's customers, as `bot_answers` in the database: its own, or that of all; where none is published
 * and there are several queues, these. Null: no bot here.
 */
export async function readMenu(connectionId: string, language: Language): Promise<BotTree | null> {
  const made = await queryOne<{ active: boolean; tree: unknown }>(
    `SELECT m.active, v.tree FROM bot_menus m
       LEFT JOIN bot_menu_versions v ON v.menu_id = m.id AND v.number = m.published
      WHERE (m.connection_id = $1 OR m.connection_id IS NULL) AND (m.published IS NOT NULL OR NOT m.active)
      ORDER BY m.connection_id NULLS LAST LIMIT 1`,
    [connectionId],
  );
  if (made) return made.active ? botTree.parse(made.tree) : null;
  const queues = await query<{ id: string; name: string }>(
    `SELECT q.id, q.name FROM queues q JOIN queue_connections k ON k.queue_id = q.id
      WHERE k.connection_id = $1 ORDER BY q.place, q.id`,
    [connectionId],
  );
  return queues.length > 1 ? menuFromQueues(queues, language) : null;
}
