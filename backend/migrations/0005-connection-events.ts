import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * What happened to each connection: its states, and why. `link_method` is set where an account was linked, so that a
 * reconnect can be told from it. A job deletes what is older than 30 days.
 */
export const connectionEvents: Migration = {
  name: '0005-connection-events',
  async up(client) {
    await client.query(`
      CREATE TABLE connection_events (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        id uuid NOT NULL DEFAULT uuidv7(),
        connection_id uuid NOT NULL,
        state text NOT NULL,
        reason text,
        link_method text,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX connection_events_of_connection ON connection_events (company_id, connection_id, at);
      CREATE INDEX connection_events_age ON connection_events (at);

      -- How many WhatsApp has refused is asked every few seconds.
      CREATE INDEX messages_failed ON messages (company_id, connection_id, id) WHERE status = 'failed';
    `);
    await protectByCompany(client, 'connection_events');
  },
};
