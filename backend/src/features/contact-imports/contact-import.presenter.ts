import type { ContactImport, ImportSettings, ImportState } from '@ticketz/contract/contact-imports';

/** `reading`: the file is still being read, and nobody is told of it yet. */
export interface ImportRecord {
  id: string;
  user_id: string;
  source: ContactImport['source'];
  name: string;
  state: ImportState | 'reading';
  columns: ContactImport['columns'];
  settings: ImportSettings;
  row_count: number;
  place: number;
  created_count: number;
  updated_count: number;
  skipped_count: number;
  wrong_count: number;
  absent_count: number;
  told_at: Date;
  created_at: Date;
  ended_at: Date | null;
}

export const importRecordColumns = `id, user_id, source, name, state, columns, settings, row_count, place, created_count, updated_count,
  skipped_count, wrong_count, absent_count, told_at, created_at, ended_at`;

export function presentImport(row: ImportRecord): ContactImport {
  if (row.state === 'reading') throw new Error('An import that is being read is nobody else’s business');
  return {
    id: row.id,
    source: row.source,
    name: row.name,
    state: row.state,
    columns: row.columns,
    settings: row.settings,
    rowCount: row.row_count,
    place: row.place,
    counts: {
      created: row.created_count,
      updated: row.updated_count,
      skipped: row.skipped_count,
      wrong: row.wrong_count,
      absent: row.absent_count,
    },
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
