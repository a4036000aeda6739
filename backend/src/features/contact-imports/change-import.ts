import type { ContactImport, ImportSettings } from '@ticketz/contract/contact-imports';
import { AppError, notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { afterCommit, query, queryOne } from '../../core/unit-of-work.ts';
import { listContactFields } from '../contact-fields/contact-fields.ts';
import { mustBeTags } from '../tags/tags.ts';
import type { ImportRecord } from './contact-import.presenter.ts';
import { getImport, tellImport } from './find-import.ts';
import { tellContacts } from './handle-batch.ts';
import { workOn } from './import-contacts.job.ts';

/** Tries an import out with these settings: all is looked at, nothing is changed. */
export async function checkImport(
  actor: Actor,
  importId: string,
  settings: ImportSettings,
): Promise<ContactImport> {
  const record = await getImport(importId, 'change');
  if (record.state !== 'draft' && record.state !== 'checked') throw new AppError('import_not_ready');
  await mustFit(settings, record);
  return begin(actor, record, 'checking', settings);
}

/** Imports for good, as it was tried out. */
export async function startImport(actor: Actor, importId: string): Promise<ContactImport> {
  const record = await getImport(importId, 'change');
  if (record.state !== 'checked') throw new AppError('import_not_ready');
  return begin(actor, record, 'running', record.settings);
}

/** Stops it where it is. A dry run that is stopped may be begun again; of an import stays what was made. */
export async function cancelImport(actor: Actor, importId: string): Promise<ContactImport> {
  const { state } = await getImport(importId, 'change');
  if (state === 'done' || state === 'failed' || state === 'cancelled') throw new AppError('import_not_ready');
  const next = state === 'checking' ? 'draft' : state === 'numbers' ? 'done' : 'cancelled';
  await query(
    `UPDATE contact_imports SET state = $2, moved_at = now(), ended_at = CASE WHEN $2 = 'draft' THEN NULL ELSE now() END WHERE id = $1`,
    [importId, next],
  );
  if (state === 'running') tellContacts(actor.companyId);
  return tellImport(actor.companyId, importId);
}

async function begin(
  { companyId, userId }: Actor,
  { id }: ImportRecord,
  state: 'checking' | 'running',
  settings: ImportSettings,
): Promise<ContactImport> {
  // One at a time: who begins another one in this very moment waits, and sees this one.
  await query('SELECT 1 FROM companies FOR NO KEY UPDATE');
  const other = await queryOne(
    "SELECT 1 FROM contact_imports WHERE state IN ('checking', 'running', 'numbers') AND id <> $1",
    [id],
  );
  if (other) throw new AppError('import_running');
  await query(
    `UPDATE contact_imports SET state = $2, settings = $3, user_id = $4, place = 0, failures = 0, moved_at = now(), ended_at = NULL,
            created_count = 0, updated_count = 0, skipped_count = 0, wrong_count = 0, absent_count = 0
      WHERE id = $1`,
    [id, state, JSON.stringify(settings), userId],
  );
  afterCommit(() => workOn({ companyId, importId: id }));
  return tellImport(companyId, id);
}

/** Throws `not_found` for what isn't the company's, `validation_failed` for columns that make no contact. */
async function mustFit(settings: ImportSettings, record: ImportRecord): Promise<void> {
  const { columns, tagIds, connectionId } = settings;
  if (record.source === 'phone' && settings.known === 'overwrite')
    throw invalid('an address book takes the place of nothing', 'known');
  const known = new Set((await listContactFields()).map(({ id }) => id));
  if (columns.some(({ fieldId }) => fieldId && !known.has(fieldId))) throw notFound();
  await mustBeTags(tagIds);
  if (connectionId) {
    const connection = await queryOne('SELECT 1 FROM connections WHERE id = $1 AND deleted_at IS NULL', [
      connectionId,
    ]);
    if (!connection) throw notFound();
  }
  if (!columns.some(({ target }) => target === 'phone')) throw invalid('no column holds the phone number');
  if (columns.some(({ column }) => column >= record.columns.length)) throw invalid('there is no such column');
  if (columns.some(({ target, fieldId }) => (target === 'field') !== (fieldId !== undefined)))
    throw invalid('a field, and nothing else, needs a fieldId');
  if (new Set(columns.map(({ column }) => column)).size < columns.length)
    throw invalid('a column is named twice');
}

function invalid(message: string, path = 'columns'): AppError {
  return new AppError('validation_failed', { issues: [{ path, code: 'custom', message }] });
}
