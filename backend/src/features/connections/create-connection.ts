import type { Connection as ConnectionAnswer } from '@ticketz/contract/connections';
import { Connection } from './connection.model.ts';
import { findDefaultConnection, lockDefault } from './default-connection.ts';
import { publishConnectionChanged } from './publish-connection-changed.ts';

/** Adds a connection. A company's first one is its default. */
export async function createConnection({ name }: { name: string }): Promise<ConnectionAnswer> {
  await lockDefault();
  const isDefault = (await findDefaultConnection()) === null;
  const connection = await Connection.create({ name, isDefault });
  return publishConnectionChanged(connection, { forAll: true });
}
