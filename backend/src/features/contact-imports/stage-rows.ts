import type { ContactImport } from '@ticketz/contract/contact-imports';
import type { Actor } from '../../core/http/route.ts';
import { toStorable } from '../../core/storable-text.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { tellImport } from './find-import.ts';
import { guessCountry, guessSettings } from './guess-settings.ts';

const batchSize = 500;
const samplesOf = 5;
/** Of those that nobody has started: the newest. */
const keptDrafts = 5;

interface Source {
  source: ContactImport['source'];
  name: string;
  headers: string[];
  rows: AsyncIterable<string[]>;
}

/**
 * Writes what was read down, in short transactions; nobody sees the import before all of it is there. What a crash leaves
 * is swept.
 */
export async function stageRows(
  actor: Actor,
  { source, name, headers, rows }: Source,
): Promise<ContactImport> {
  const { companyId, userId } = actor;
  const importId = await withCompany(companyId, () => insertImport(userId, source, name));
  const samples: string[][] = [];
  let width = headers.length;
  let count = 0;
  let batch: string[][] = [];
  const flush = async () => {
    const [after, cells] = [count, batch];
    count += batch.length;
    batch = [];
    await withCompany(companyId, () => insertRows(importId, after, cells));
  };
  try {
    for await (const row of rows) {
      const cells = row.map((cell) => toStorable(cell, cell.length).trim());
      width = Math.max(width, cells.length);
      if (samples.length < samplesOf) samples.push(cells);
      batch.push(cells);
      if (batch.length >= batchSize) await flush();
    }
    await flush();
  } catch (error) {
    await withCompany(companyId, () => query('DELETE FROM contact_imports WHERE id = $1', [importId]));
    throw error;
  }
  const columns = Array.from({ length: width }, (_column, index) => ({
    header: toStorable(headers[index] ?? '', 200).trim(),
    samples: samples.map((cells) => (cells[index] ?? '').slice(0, 200)),
  }));
  return withCompany(companyId, () => showImport(companyId, importId, columns, count));
}

async function insertImport(userId: string, source: ContactImport['source'], name: string): Promise<string> {
  await query(
    `DELETE FROM contact_imports WHERE state IN ('draft', 'checked') AND id NOT IN
       (SELECT id FROM contact_imports WHERE state IN ('draft', 'checked') ORDER BY id DESC LIMIT ${keptDrafts - 1})`,
  );
  const row = await queryOne<{ id: string }>(
    'INSERT INTO contact_imports (user_id, source, name) VALUES ($1, $2, $3) RETURNING id',
    [userId, source, name],
  );
  if (!row) throw new Error('The import was not inserted');
  return row.id;
}

async function insertRows(importId: string, after: number, rows: string[][]): Promise<void> {
  await query(
    `INSERT INTO contact_import_rows (contact_import_id, place, cells)
     SELECT $1, $2 + place, cells FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS given (cells, place)`,
    [importId, after, JSON.stringify(rows)],
  );
}

async function showImport(
  companyId: string,
  importId: string,
  columns: ContactImport['columns'],
  rowCount: number,
): Promise<ContactImport> {
  const settings = await guessSettings(columns, await guessCountry());
  await query(
    `UPDATE contact_imports SET state = 'draft', columns = $2, settings = $3, row_count = $4 WHERE id = $1`,
    [importId, JSON.stringify(columns), JSON.stringify(settings), rowCount],
  );
  return tellImport(companyId, importId);
}
