import type { QuickMessage } from '@ticketz/contract/quick-messages';
import { type FileRow, fileAsJson, presentFile } from '../files/file.presenter.ts';

export interface QuickMessageRow {
  id: string;
  owner_id: string | null;
  shortcut: string;
  text: string;
  files: FileRow[] | null;
}

/** Columns of a `QuickMessageRow`, over `quick_messages`. */
export const quickMessageColumns = `id, owner_id, shortcut, text,
  (SELECT jsonb_agg(${fileAsJson} ORDER BY x.place) FROM quick_message_files x JOIN files f ON f.id = x.file_id
    WHERE x.quick_message_id = quick_messages.id) AS files`;

export function presentQuickMessage({ id, owner_id, shortcut, text, files }: QuickMessageRow): QuickMessage {
  return { id, shared: owner_id === null, shortcut, text, files: (files ?? []).map(presentFile) };
}
