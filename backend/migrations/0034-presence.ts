import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * Who is on line, from the sockets of all processes: each says for some seconds ahead whose it has, so that of a process
 * that dies nothing is left. `away_since`: they say themselves that they aren't there.
 */
export const presence: Migration = {
  name: '0034-presence',
  async up(client) {
    await client.query(`
      CREATE TABLE user_sockets (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        user_id uuid NOT NULL,
        process_id text NOT NULL,
        alive_until timestamptz NOT NULL,
        PRIMARY KEY (company_id, user_id, process_id),
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE
      ) WITH (fillfactor = 50);
      CREATE INDEX user_sockets_age ON user_sockets (alive_until);
      ALTER TABLE users ADD online_until timestamptz, ADD away_since timestamptz;
    `);
    await protectByCompany(client, 'user_sockets');
  },
};
