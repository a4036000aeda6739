import { type ContactImport, importLimits } from '@ticketz/contract/contact-imports';
import { z } from 'zod';
import { AppError, notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { withCompany } from '../../core/tenancy.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { askChannel } from '../connections/ask-channel.ts';
import { stageRows } from './stage-rows.ts';

const phoneBook = z.array(z.object({ name: z.string(), phone: z.string().nullable() }));

/** Makes an import of a phone's address book, as it is at this moment. */
export async function importPhoneContacts(actor: Actor, connectionId: string): Promise<ContactImport> {
  const connection = await withCompany(actor.companyId, () =>
    queryOne<{ name: string }>('SELECT name FROM connections WHERE id = $1 AND deleted_at IS NULL', [
      connectionId,
    ]),
  );
  if (!connection) throw notFound();
  const people = phoneBook.parse(await ask(actor.companyId, connectionId));
  if (people.length === 0) throw unreadable('empty');
  return stageRows(actor, {
    source: 'phone',
    name: connection.name,
    headers: ['Name', 'Phone'],
    rows: rowsOf(people),
  });
}

async function ask(companyId: string, connectionId: string): Promise<unknown> {
  try {
    return await askChannel(companyId, connectionId, { kind: 'phone_book', most: importLimits.rows });
  } catch (error) {
    if (error instanceof AppError && error.code === 'payload_too_large') throw unreadable('too_many_rows');
    throw error;
  }
}

function unreadable(reason: ContactImportTrouble): AppError {
  return new AppError('import_unreadable', { details: { reason } });
}
type ContactImportTrouble = 'empty' | 'too_many_rows';

async function* rowsOf(people: z.infer<typeof phoneBook>): AsyncGenerator<string[]> {
  for (const { name, phone } of people) yield [name.slice(0, importLimits.cell), phone ? `+${phone}` : ''];
}
