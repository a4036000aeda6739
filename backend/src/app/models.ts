import type { Sequelize } from 'sequelize';
import { initSession } from '../features/auth/session.model.ts';
import { initCompany } from '../features/companies/company.model.ts';
import { initConnection } from '../features/connections/connection.model.ts';
import { initUser } from '../features/users/user.model.ts';

/**
 * The models, for plain reading and writing of one row. Contacts, tickets, messages and events have none: they are
 * read with their neighbours and written on hot paths, in SQL. The whole data model on one page is
 * `migrations/0001-foundation.ts`.
 */
export function initModels(sequelize: Sequelize): void {
  initCompany(sequelize);
  initUser(sequelize);
  initSession(sequelize);
  initConnection(sequelize);
}
