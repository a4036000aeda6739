import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/** Messages that a person has put a star on, for themselves alone. In whole milliseconds, as cursors tell times. */
export const stars: Migration = {
  name: '0018-stars',
  async up(client) {
    await client.query(`
      CREATE TABLE message_stars (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        user_id uuid NOT NULL,
        message_id uuid NOT NULL,
        starred_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
        PRIMARY KEY (company_id, user_id, message_id),
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, message_id) REFERENCES messages (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX message_stars_newest ON message_stars (company_id, user_id, starred_at DESC, message_id DESC);
      CREATE INDEX message_stars_of_message ON message_stars (company_id, message_id);
    `);
    await protectByCompany(client, 'message_stars');
  },
};
