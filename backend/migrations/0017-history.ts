import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * Past conversations that a phone hands over when it is linked. It offers them in parts; the rows are the queue of what is
 * still to be fetched. What came so is marked on messages and tickets, because it is no work of today.
 */
export const history: Migration = {
  name: '0017-history',
  async up(client) {
    await client.query(`
      ALTER TABLE connections
        ADD COLUMN import_history boolean NOT NULL DEFAULT false,
        ADD COLUMN history_percent smallint CHECK (history_percent BETWEEN 0 AND 100),
        ADD COLUMN history_messages integer NOT NULL DEFAULT 0;
      ALTER TABLE messages ADD COLUMN history boolean NOT NULL DEFAULT false;
      ALTER TABLE tickets ADD COLUMN history boolean NOT NULL DEFAULT false;
      CREATE INDEX tickets_of_history ON tickets (company_id, contact_id, connection_id) WHERE history;

      CREATE TABLE history_parts (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        connection_id uuid NOT NULL,
        id text NOT NULL,
        percent smallint NOT NULL,
        source bytea NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        try_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, connection_id, id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE
      );
    `);
    await protectByCompany(client, 'history_parts');
  },
};
