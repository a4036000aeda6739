import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * Who is on line, from the sockets of all processes: each says for some seconds ahead whose it has, so that of a process
 * that dies nothing is left. And how queues hand out what waits in them: `given_at` is when it was last a member's turn.
 */
export const distribution: Migration = {
  name: '0034-distribution',
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

      ALTER TABLE queues
        ADD distribution text NOT NULL DEFAULT 'pull' CHECK (distribution IN ('pull', 'round_robin', 'least_loaded')),
        ADD capacity integer CHECK (capacity > 0),
        ADD return_minutes integer CHECK (return_minutes > 0);
      ALTER TABLE queue_members ADD given_at timestamptz;
    `);
    await protectByCompany(client, 'user_sockets');
  },
};
