import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ContactField, FieldValue } from '@ticketz/contract/contact-fields';
import type { Download } from '../../core/http/download.ts';
import type { Actor } from '../../core/http/route.ts';
import { writeXlsx, xlsxType } from '../../core/sheets/write-xlsx.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { listContactFields } from '../contact-fields/contact-fields.ts';
import { byteOrderMark, csvLine } from './csv.ts';

const pageSize = 500;
const columns = [
  'name',
  'name_on_whatsapp',
  'phone',
  'email',
  'language',
  'tags',
  'notes',
  'consent',
  'blocked',
];

interface ExportedRow {
  id: string;
  given_name: string | null;
  push_name: string | null;
  phone: string | null;
  email: string | null;
  language: string | null;
  tags: string | null;
  notes: string;
  consent: string | null;
  blocked: boolean;
  fields: Record<string, FieldValue>;
}

/** All contacts as a table, in pages, so that no unit of work lasts as long as the download. */
export async function exportContacts({ companyId }: Actor, format: 'csv' | 'xlsx'): Promise<Download> {
  const fields = await listContactFields();
  const file = { size: null, inline: false, tag: randomUUID() };
  if (format === 'xlsx') {
    const open = async () => writeXlsx(rowsOf(companyId, fields));
    return { ...file, mimeType: xlsxType, name: 'contacts.xlsx', open };
  }
  const open = async () => Readable.from(csvOf(rowsOf(companyId, fields)));
  return { ...file, mimeType: 'text/csv; charset=utf-8', name: 'contacts.csv', open };
}

async function* csvOf(rows: AsyncIterable<string[]>): AsyncGenerator<string> {
  yield byteOrderMark;
  for await (const row of rows) yield csvLine(row);
}

async function* rowsOf(companyId: string, fields: ContactField[]): AsyncGenerator<string[]> {
  yield [...columns, ...fields.map(({ name }) => name)];
  let after: string | null = null;
  for (;;) {
    const rows: ExportedRow[] = await withCompany(companyId, () => readPage(after));
    for (const row of rows) yield cellsOf(row, fields);
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.id;
  }
}

function readPage(after: string | null): Promise<ExportedRow[]> {
  return query<ExportedRow>(
    `SELECT c.id, c.given_name, c.push_name, c.email, c.language, c.notes, c.fields, c.blocked_at IS NOT NULL AS blocked,
            (SELECT i.value FROM contact_identities i WHERE i.contact_id = c.id AND i.kind = 'phone'
              ORDER BY i.created_at LIMIT 1) AS phone,
            (SELECT string_agg(t.name, ', ' ORDER BY t.folded_name) FROM contact_tags g JOIN tags t ON t.id = g.tag_id
              WHERE g.contact_id = c.id) AS tags,
            (SELECT s.state FROM contact_consents s WHERE s.contact_id = c.id
              ORDER BY s.given_at DESC, s.id DESC LIMIT 1) AS consent
       FROM contacts c WHERE NOT c.is_group AND ($1::uuid IS NULL OR c.id > $1) ORDER BY c.id LIMIT ${pageSize}`,
    [after],
  );
}

function cellsOf(row: ExportedRow, fields: ContactField[]): string[] {
  return [
    row.given_name ?? '',
    row.push_name ?? '',
    row.phone ?? '',
    row.email ?? '',
    row.language ?? '',
    row.tags ?? '',
    row.notes,
    row.consent ?? '',
    row.blocked ? 'yes' : '',
    ...fields.map(({ id }) => String(row.fields[id] ?? '')),
  ];
}
