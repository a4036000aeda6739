import { Connection } from './connection.model.ts';

/** The company's connections, oldest first. */
export async function listConnections(): Promise<Connection[]> {
  return Connection.findAll({
    where: { deletedAt: null },
    order: [
      ['createdAt', 'ASC'],
      ['id', 'ASC'],
    ],
  });
}
