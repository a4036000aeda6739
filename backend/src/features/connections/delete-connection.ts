import './connections.events.ts';
import { now } from '../../core/clock.ts';
import { publish } from '../../core/events.ts';
import { Connection } from './connection.model.ts';
import { lockDefault } from './default-connection.ts';
import { publishConnectionChanged } from './publish-connection-changed.ts';
import { unlinkConnection } from './unlink-connection.ts';

/** Unlinks a connection and puts it out of sight; its tickets and messages stay. The oldest other becomes default. */
export async function deleteConnection(connection: Connection): Promise<void> {
  await lockDefault();
  const wasDefault = connection.isDefault;
  await connection.update({ deletedAt: now(), isDefault: false });
  await unlinkConnection(connection);
  publish('connection.removed', { companyId: connection.companyId, connectionId: connection.id });
  if (wasDefault) await makeOldestDefault();
}

async function makeOldestDefault(): Promise<void> {
  const oldest = await Connection.findOne({ where: { deletedAt: null }, order: [['createdAt', 'ASC']] });
  if (!oldest) return;
  await oldest.update({ isDefault: true });
  publishConnectionChanged(oldest, { forAll: false });
}
