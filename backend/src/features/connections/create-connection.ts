import type { Connection as ConnectionAnswer } from '@ticketz/contract/connections';
import type { Language } from '@ticketz/contract/preferences';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { Connection } from './connection.model.ts';
import { findDefaultConnection, lockDefault } from './default-connection.ts';
import { publishConnectionChanged } from './publish-connection-changed.ts';

/** Adds a connection. A company's first one is its default; it speaks the language of whoever adds it. */
export async function createConnection(
  { userId }: Actor,
  { name }: { name: string },
): Promise<ConnectionAnswer> {
  await lockDefault();
  const isDefault = (await findDefaultConnection()) === null;
  const user = await queryOne<{ language: Language | null }>('SELECT language FROM users WHERE id = $1', [
    userId,
  ]);
  const connection = await Connection.create({ name, isDefault, language: user?.language ?? 'en' });
  return publishConnectionChanged(connection, { forAll: true });
}
