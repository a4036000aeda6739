import type {
  Connection as ConnectionAnswer,
  ConnectionSettings,
  ConnectionTexts,
  GroupMode,
} from '@ticketz/contract/connections';
import type { Connection } from './connection.model.ts';
import { findDefaultConnection, lockDefault } from './default-connection.ts';
import { publishConnectionChanged } from './publish-connection-changed.ts';
import { tellOwner } from './tell-owner.ts';

export interface ConnectionChanges {
  name?: string;
  isDefault?: true;
  importHistory?: boolean;
  settings?: Partial<ConnectionSettings>;
  texts?: Partial<ConnectionTexts>;
}

export type MoveGroups = (companyId: string, connectionId: string, mode: GroupMode) => Promise<void>;

/** Renames a connection, or makes it the default instead of the one that was. */
export async function updateConnection(
  connection: Connection,
  { name, isDefault, importHistory, settings, texts }: ConnectionChanges,
  moveGroups: MoveGroups,
): Promise<ConnectionAnswer> {
  if (isDefault && !connection.isDefault) await replaceDefault(connection);
  if (name !== undefined) connection.name = name;
  if (importHistory !== undefined) connection.importHistory = importHistory;
  if (settings) connection.set(settings);
  if (texts) connection.set(texts);
  const groupsChanged = connection.changed('groups');
  const forAll = connection.changed('name');
  await connection.save();
  if (settings) tellOwner(connection);
  if (groupsChanged) await moveGroups(connection.companyId, connection.id, connection.groups);
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
