import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ImportProblem } from '@ticketz/contract/contact-imports';
import type { Language } from '@ticketz/contract/preferences';
import type { Download } from '../../core/http/download.ts';
import type { Actor } from '../../core/http/route.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { byteOrderMark, csvLine } from '../contacts/csv.ts';
import type { ImportRecord } from './contact-import.presenter.ts';
import { getImport } from './find-import.ts';
import { problemTexts } from './problem-texts.ts';

const pageSize = 500;

interface WrongRow {
  place: number;
  cells: string[];
  problem: ImportProblem;
  problem_column: number | null;
}

/** Rows that were wrong or left out, with the reason: the file's own columns come first, so that it can be imported again. */
export async function downloadProblems(
  { companyId }: Actor,
  importId: string,
  language: Language,
): Promise<Download> {
  const record = await getImport(importId, 'read');
  return {
    mimeType: 'text/csv; charset=utf-8',
    name: 'problems.csv',
    size: null,
    inline: false,
    tag: randomUUID(),
    open: async () => Readable.from(lines(companyId, record, language)),
  };
}

async function* lines(companyId: string, record: ImportRecord, language: Language): AsyncGenerator<string> {
  const texts = problemTexts[language];
  const heads = record.columns.map(({ header }, column) => header || letterOf(column));
  yield byteOrderMark + csvLine([...heads, texts.row, texts.problem]);
  let after = 0;
  for (;;) {
    const rows: WrongRow[] = await withCompany(companyId, () =>
      query<WrongRow>(
        `SELECT place, cells, problem, problem_column FROM contact_import_rows
          WHERE contact_import_id = $1 AND problem IS NOT NULL AND place > $2 ORDER BY place LIMIT ${pageSize}`,
        [record.id, after],
      ),
    );
    for (const { place, cells, problem, problem_column } of rows) {
      const where =
        problem_column === null ? '' : texts.column(heads[problem_column] ?? letterOf(problem_column));
      const own = heads.map((_head, column) => cells[column] ?? '');
      yield csvLine([...own, String(place), texts.problems[problem] + where]);
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.place;
  }
}

/** As spreadsheets name their columns. */
function letterOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : letterOf(Math.floor(column / 26) - 1) + letter;
}
