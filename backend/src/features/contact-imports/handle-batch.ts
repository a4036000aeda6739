import '../contacts/contacts.events.ts';
import type { ContactField } from '@ticketz/contract/contact-fields';
import type { ImportOutcome, ImportProblem } from '@ticketz/contract/contact-imports';
import { publish } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { listContactFields } from '../contact-fields/contact-fields.ts';
import { type ImportRecord, importRecordColumns } from './contact-import.presenter.ts';
import { examineRow, RowProblem, type Wanted } from './examine-row.ts';
import { tellImport } from './find-import.ts';
import { findKnownPeople } from './known-people.ts';
import { createPeople, updatePeople } from './write-people.ts';

/** Few enough that nobody waits long for what the transaction has locked. */
const batchSize = 250;
const tellEveryMs = 700;

interface HandledRow {
  place: number;
  wanted: Wanted | null;
  outcome: ImportOutcome;
  problem: ImportProblem | null;
  column: number | null;
}

/**
 * Handles the next rows of an import, or of its dry run, in the running unit of work, which also moves the import past
 * them. False when there are no more, or it was stopped.
 */
export async function handleBatch(companyId: string, importId: string): Promise<boolean> {
  const record = await queryOne<ImportRecord>(
    `SELECT ${importRecordColumns} FROM contact_imports WHERE id = $1 AND state IN ('checking', 'running') FOR UPDATE`,
    [importId],
  );
  if (!record) return false;
  const rows = await query<{ place: number; cells: string[] }>(
    `SELECT place, cells FROM contact_import_rows WHERE contact_import_id = $1 AND place > $2 ORDER BY place LIMIT ${batchSize}`,
    [importId, record.place],
  );
  const last = rows.at(-1);
  if (!last) {
    await finish(companyId, record);
    return false;
  }
  const handled = await decide(record, rows);
  if (record.state === 'running') await apply(companyId, record, handled);
  await moveOn(record, handled, last.place);
  if (Date.now() - record.told_at.getTime() > tellEveryMs) await tellImport(companyId, importId);
  return true;
}

async function decide(
  record: ImportRecord,
  rows: { place: number; cells: string[] }[],
): Promise<HandledRow[]> {
  const fields = new Map((await listContactFields()).map((field) => [field.id, field]));
  const handled = rows.map(({ place, cells }) => examine(place, cells, record, fields));
  const phones = handled.flatMap(({ wanted }) => (wanted ? [wanted.phone] : []));
  const known = await findKnownPeople(phones);
  const before = await query<{ phone: string }>(
    'SELECT phone FROM contact_import_rows WHERE contact_import_id = $1 AND place <= $2 AND phone = ANY ($3)',
    [record.id, record.place, phones],
  );
  const seen = new Set(before.map(({ phone }) => phone));
  return handled.map((row) => {
    if (!row.wanted) return row;
    const { phone } = row.wanted;
    if (seen.has(phone)) return { ...row, wanted: null, outcome: 'skipped', problem: 'repeated' };
    seen.add(phone);
    if (!known.has(phone)) return row;
    if (record.settings.known !== 'skip') return { ...row, outcome: 'updated' };
    return { ...row, outcome: 'skipped', problem: 'known' };
  });
}

function examine(
  place: number,
  cells: string[],
  { settings }: ImportRecord,
  fields: Map<string, ContactField>,
): HandledRow {
  try {
    const wanted = examineRow(cells, settings, fields);
    return { place, wanted, outcome: 'created', problem: null, column: null };
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    return { place, wanted: null, outcome: 'wrong', problem: error.code, column: error.column };
  }
}

async function apply(companyId: string, record: ImportRecord, handled: HandledRow[]): Promise<void> {
  const writing = { companyId, userId: record.user_id, settings: record.settings };
  const wantedOf = (outcome: ImportOutcome) =>
    handled.flatMap((row) => (row.outcome === outcome && row.wanted ? [row.wanted] : []));
  const late = await createPeople(wantedOf('created'), writing);
  const others = [...wantedOf('updated'), ...late];
  const known = await findKnownPeople(others.map(({ phone }) => phone));
  const people = others.flatMap((person) => {
    const id = known.get(person.phone);
    return id ? [{ ...person, id }] : [];
  });
  // Two numbers of one contact in one file: the first one is written.
  const once = new Map(people.toReversed().map((person) => [person.id, person]));
  await updatePeople([...once.values()], writing);
}

async function moveOn(record: ImportRecord, handled: HandledRow[], place: number): Promise<void> {
  await query(
    `UPDATE contact_import_rows r SET phone = g.phone, outcome = g.outcome, problem = g.problem, problem_column = g.col
       FROM jsonb_to_recordset($2::jsonb) AS g (place integer, phone text, outcome text, problem text, col integer)
      WHERE r.contact_import_id = $1 AND r.place = g.place`,
    [
      record.id,
      JSON.stringify(
        handled.map(({ wanted, column, ...row }) => ({ ...row, phone: wanted?.phone ?? null, col: column })),
      ),
    ],
  );
  const count = (outcome: ImportOutcome) => handled.filter((row) => row.outcome === outcome).length;
  await query(
    `UPDATE contact_imports SET place = $2, created_count = created_count + $3, updated_count = updated_count + $4,
            skipped_count = skipped_count + $5, wrong_count = wrong_count + $6, failures = 0, moved_at = now()
      WHERE id = $1`,
    [record.id, place, count('created'), count('updated'), count('skipped'), count('wrong')],
  );
}

async function finish(companyId: string, { id, state, settings }: ImportRecord): Promise<void> {
  const next = state === 'checking' ? 'checked' : settings.connectionId ? 'numbers' : 'done';
  await query(
    `UPDATE contact_imports SET state = $2, moved_at = now(), place = CASE $2 WHEN 'numbers' THEN 0 ELSE place END,
            ended_at = CASE $2 WHEN 'done' THEN now() END
      WHERE id = $1`,
    [id, next],
  );
  await tellImport(companyId, id);
  if (state === 'running') tellContacts(companyId);
}

/** There are many new ones: whoever shows a list of them asks anew. */
export function tellContacts(companyId: string): void {
  publish('contacts.rearranged', { companyId, contactIds: [], rooms: [rooms.company(companyId)] });
}
