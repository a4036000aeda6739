import './contact-imports.events.ts';
import type { ContactImport, ImportRow } from '@ticketz/contract/contact-imports';
import { notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { type ImportRecord, importRecordColumns, presentImport } from './contact-import.presenter.ts';

const shown = 20;

/** An import of the company, for its admins. `change` locks it. */
export async function getImport(importId: string, action: 'read' | 'change'): Promise<ImportRecord> {
  const row = await queryOne<ImportRecord>(
    `SELECT ${importRecordColumns} FROM contact_imports WHERE id = $1 AND state <> 'reading'
     ${action === 'change' ? 'FOR UPDATE' : ''}`,
    [importId],
  );
  if (!row) throw notFound();
  return row;
}

export async function listImports(): Promise<{ items: ContactImport[] }> {
  const rows = await query<ImportRecord>(
    `SELECT ${importRecordColumns} FROM contact_imports WHERE state <> 'reading' ORDER BY id DESC LIMIT ${shown}`,
  );
  return { items: rows.map(presentImport) };
}

/** Tells the admins how it stands now, and answers it. */
export async function tellImport(companyId: string, importId: string): Promise<ContactImport> {
  const row = await queryOne<ImportRecord>(
    `UPDATE contact_imports SET told_at = clock_timestamp() WHERE id = $1 RETURNING ${importRecordColumns}`,
    [importId],
  );
  if (!row) throw notFound();
  const contactImport = presentImport(row);
  publish('contactImport.changed', { companyId, contactImport });
  return contactImport;
}

interface RowRecord {
  place: number;
  cells: string[];
  phone: string | null;
  outcome: ImportRow['outcome'];
  problem: ImportRow['problem'];
  problem_column: number | null;
}

export async function listImportRows(
  importId: string,
  { outcome, after = 0, limit }: { outcome?: string | undefined; after?: number | undefined; limit: number },
): Promise<{ items: ImportRow[] }> {
  await getImport(importId, 'read');
  const rows = await query<RowRecord>(
    `SELECT place, cells, phone, outcome, problem, problem_column FROM contact_import_rows
      WHERE contact_import_id = $1 AND place > $2 AND ($3::text IS NULL OR outcome = $3) ORDER BY place LIMIT $4`,
    [importId, after, outcome ?? null, limit],
  );
  return {
    items: rows.map(({ phone, problem_column, ...row }) => ({
      ...row,
      phoneNumber: phone,
      column: problem_column,
    })),
  };
}
