import { type BotMenu, type BotMenuSummary, type BotTree, botTree } from '@ticketz/contract/bot-menus';
import { type FileRow, fileAsJson, presentFile } from '../../files/file.presenter.ts';
import { findProblems } from './find-problems.ts';

export interface BotMenuRow {
  id: string;
  connection_id: string | null;
  active: boolean;
  draft: unknown;
  revision: number;
  live: unknown;
  published: number | null;
  published_at: Date | null;
  published_by: string | null;
  publisher_name: string | null;
  changed: boolean;
  queue_ids: string[];
  files: FileRow[] | null;
}

/** Columns of a `BotMenuRow`; over `bot_menus m` joined by `botMenuJoins`. */
export const botMenuColumns = `m.id, m.connection_id, m.active, m.draft, m.revision, m.published, v.tree AS live,
  v.published_at, v.published_by, p.name AS publisher_name, v.tree IS DISTINCT FROM m.draft AS changed,
  ARRAY(SELECT q.id::text FROM queues q) AS queue_ids,
  (SELECT jsonb_agg(${fileAsJson}) FROM bot_menu_files x JOIN files f ON f.id = x.file_id
    WHERE x.menu_id = m.id) AS files`;

export const botMenuJoins = `LEFT JOIN bot_menu_versions v ON v.menu_id = m.id AND v.number = m.published
  LEFT JOIN users p ON p.id = v.published_by`;

export function presentBotMenuSummary(row: BotMenuRow): BotMenuSummary {
  const by = row.published_by ? { id: row.published_by, name: row.publisher_name ?? '' } : null;
  return {
    id: row.id,
    connectionId: row.connection_id,
    active: row.active,
    published:
      row.published && row.published_at
        ? { number: row.published, at: row.published_at.toISOString(), by }
        : null,
    changed: row.changed,
  };
}

export function presentBotMenu(row: BotMenuRow): BotMenu {
  const draft = botTree.parse(row.draft);
  const files = (row.files ?? []).map(presentFile);
  const queueIds = new Set(row.queue_ids);
  const named = filesOf(draft);
  return {
    ...presentBotMenuSummary(row),
    draft,
    live: row.live === null ? null : botTree.parse(row.live),
    revision: row.revision,
    problems: findProblems(draft, { queueIds, fileIds: new Set(files.map(({ id }) => id)) }),
    files: files.filter(({ id }) => named.includes(id)),
  };
}

/** The files that a menu brings. */
export function filesOf(tree: BotTree): string[] {
  const ids = [tree.fileId, ...tree.options.map(({ fileId }) => fileId)];
  return [...new Set(ids.filter((fileId) => fileId !== null))];
}
