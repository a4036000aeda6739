import type { ContactImport } from '@ticketz/contract/contact-imports';
import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { stageRows } from './stage-rows.ts';

const pageSize = 500;

/** How many people each phone has told of. */
export async function listPhoneBooks(): Promise<{ items: { connectionId: string; contacts: number }[] }> {
  const rows = await query<{ connection_id: string; contacts: number }>(
    `SELECT p.connection_id, count(*)::int AS contacts FROM phone_contacts p
       JOIN connections c ON c.id = p.connection_id AND c.deleted_at IS NULL
      GROUP BY p.connection_id ORDER BY p.connection_id`,
  );
  return { items: rows.map(({ connection_id, contacts }) => ({ connectionId: connection_id, contacts })) };
}

/** Makes an import of a phone's address book, as it is known at this moment. */
export async function importPhoneContacts(actor: Actor, connectionId: string): Promise<ContactImport> {
  const connection = await withCompany(actor.companyId, () =>
    queryOne('SELECT 1 FROM connections WHERE id = $1 AND deleted_at IS NULL', [connectionId]),
  );
  if (!connection) throw notFound();
  return stageRows(actor, {
    name: null,
    connectionId,
    headers: ['Name', 'Phone'],
    rows: people(actor.companyId, connectionId),
  });
}

async function* people(companyId: string, connectionId: string): AsyncGenerator<string[]> {
  let after = '';
  for (;;) {
    const rows = await withCompany(companyId, () =>
      query<{ name: string; phone: string }>(
        `SELECT name, phone FROM phone_contacts WHERE connection_id = $1 AND phone > $2 ORDER BY phone LIMIT ${pageSize}`,
        [connectionId, after],
      ),
    );
    for (const { name, phone } of rows) yield [name, `+${phone}`];
    const last = rows.at(-1);
    if (!last) return;
    after = last.phone;
  }
}
