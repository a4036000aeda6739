import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { Connection } from './connection.model.ts';

export type ConnectionAction = 'read' | 'change';

/** A connection of the actor's company, for an admin (the endpoints ask for one); locked when it is to be changed. */
export async function getConnectionFor(
  _actor: Actor,
  id: string,
  action: ConnectionAction,
): Promise<Connection> {
  const connection = await Connection.findOne({
    where: { id, deletedAt: null },
    lock: action === 'change',
  });
  if (!connection) throw notFound();
  return connection;
}
