import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * What somebody did to many tickets at once, for as long as they may undo it. `tickets`: of each its id, what it was
 * before, and the version it got: one that has changed since stays as it is.
 */
export const bulkActions: Migration = {
  name: '0015-bulk-actions',
  async up(client) {
    await client.query(`
      CREATE TABLE bulk_actions (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        user_id uuid NOT NULL,
        tickets jsonb NOT NULL,
        done_at timestamptz NOT NULL DEFAULT now(),
        undone_at timestamptz,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX bulk_actions_of_user ON bulk_actions (company_id, user_id, done_at);
    `);
    await protectByCompany(client, 'bulk_actions');
  },
};
