import type { Connection as ConnectionAnswer } from '@ticketz/contract/connections';
import type { Connection } from './connection.model.ts';
import { findDefaultConnection, lockDefault } from './default-connection.ts';
import { publishConnectionChanged } from './publish-connection-changed.ts';

export interface ConnectionChanges {
  name?: string;
  isDefault?: true;
  importHistory?: boolean;
}

/** Renames a connection, or makes it the default instead of the one that was. */
export async function updateConnection(
  connection: Connection,
  { name, isDefault, importHistory }: ConnectionChanges,
): Promise<ConnectionAnswer> {
  if (isDefault && !connection.isDefault) await replaceDefault(connection);
  if (name !== undefined) connection.name = name;
  if (importHistory !== undefined) connection.importHistory = importHistory;
  const forAll = connection.changed('name');
  await connection.save();
  return publishConnectionChanged(connection, { forAll });
}

async function replaceDefault(connection: Connection): Promise<void> {
  await lockDefault();
  const previous = await findDefaultConnection();
  if (previous) {
    await previous.update({ isDefault: false });
    publishConnectionChanged(previous, { forAll: false });
  }
  connection.isDefault = true;
}
