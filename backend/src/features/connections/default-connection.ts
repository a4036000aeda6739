import { query } from '../../core/unit-of-work.ts';
import { Connection } from './connection.model.ts';

/** Lets one change of the default go first, when two come at once. */
export async function lockDefault(): Promise<void> {
  await query('SELECT FROM companies WHERE id = current_company_id() FOR NO KEY UPDATE');
}

/** The connection that is used where none is chosen. */
export async function findDefaultConnection(): Promise<Connection | null> {
  return Connection.findOne({ where: { isDefault: true, deletedAt: null } });
}
