import type { ContactField, FieldKind, FieldValue } from '@ticketz/contract/contact-fields';
import { AppError, notFound } from '../../core/errors.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';

const columns = 'id, name, kind, choices';

/** In the order they were made. */
export function listContactFields(): Promise<ContactField[]> {
  return query<ContactField>(`SELECT ${columns} FROM contact_fields ORDER BY id`);
}

export async function createContactField(field: {
  name: string;
  kind: FieldKind;
  choices: string[];
}): Promise<ContactField> {
  const choices = choicesOf(field.kind, field.choices);
  const row = await queryOne<ContactField>(
    `INSERT INTO contact_fields (name, kind, choices) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING ${columns}`,
    [field.name, field.kind, choices],
  );
  if (!row) throw new AppError('name_taken');
  return row;
}

/** A choice that is taken away stays where it was written down. */
export async function updateContactField(
  fieldId: string,
  { name, choices }: { name?: string | undefined; choices?: string[] | undefined },
): Promise<ContactField> {
  const field = await queryOne<ContactField>(
    `SELECT ${columns} FROM contact_fields WHERE id = $1 FOR UPDATE`,
    [fieldId],
  );
  if (!field) throw notFound();
  const other = await queryOne(
    'SELECT 1 FROM contact_fields WHERE folded_name = fold_text($1) AND id <> $2',
    [name ?? null, fieldId],
  );
  if (other) throw new AppError('name_taken');
  const changed = {
    ...field,
    name: name ?? field.name,
    choices: choices ? choicesOf(field.kind, choices) : field.choices,
  };
  await query('UPDATE contact_fields SET name = $2, choices = $3 WHERE id = $1', [
    fieldId,
    changed.name,
    changed.choices,
  ]);
  return changed;
}

export async function deleteContactField(fieldId: string): Promise<void> {
  const gone = await queryOne('DELETE FROM contact_fields WHERE id = $1 RETURNING id', [fieldId]);
  if (!gone) throw notFound();
  await query('UPDATE contacts SET fields = fields - $1::text WHERE fields ? $1::text', [fieldId]);
}

function choicesOf(kind: FieldKind, choices: string[]): string[] {
  if (kind !== 'choice') return [];
  if (choices.length === 0) throw invalid('choices', 'a choice has at least one');
  return [...new Set(choices)];
}

/** What fits the field: the value as it is stored. Null when it doesn't. */
export function valueFor({ kind, choices }: ContactField, value: FieldValue): FieldValue | null {
  if (kind === 'number') return typeof value === 'number' ? value : null;
  if (kind === 'yes_no') return typeof value === 'boolean' ? value : null;
  if (typeof value !== 'string') return null;
  if (kind === 'date') return isDate(value) ? value : null;
  return kind === 'text' || choices.includes(value) ? value : null;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

/**
 * Checks values that somebody gave, and answers them by field; null empties one. Throws `not_found` for a field that
 * isn't the company's, `validation_failed` for a value that doesn't fit.
 */
export async function checkFieldValues(
  given: { fieldId: string; value: FieldValue | null }[],
): Promise<Record<string, FieldValue | null>> {
  if (given.length === 0) return {};
  const fields = new Map((await listContactFields()).map((field) => [field.id, field]));
  const entries = given.map(({ fieldId, value }, index) => {
    const field = fields.get(fieldId);
    if (!field) throw notFound();
    const fitting = value === null ? null : valueFor(field, value);
    if (value !== null && fitting === null) {
      throw invalid(`fields.${index}.value`, `not a ${field.kind} of this field`);
    }
    return [fieldId, fitting] as const;
  });
  return Object.fromEntries(entries);
}

function invalid(path: string, message: string): AppError {
  return new AppError('validation_failed', { issues: [{ path, code: 'custom', message }] });
}
