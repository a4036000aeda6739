import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * Queues: the departments of a company. Whoever is a member sees what waits in one; a supervisor all that is in it. A
 * connection serves those that its customers may come to. A queue takes its tickets' place in it along when it goes.
 */
export const queues: Migration = {
  name: '0031-queues',
  async up(client) {
    await client.query(`
      ALTER TABLE users
        DROP CONSTRAINT users_role_check,
        ADD CONSTRAINT users_role_check CHECK (role IN ('super', 'admin', 'supervisor', 'agent'));

      CREATE TABLE queues (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        name text NOT NULL,
        folded_name text NOT NULL GENERATED ALWAYS AS (fold_text(name)) STORED,
        color text NOT NULL,
        place integer NOT NULL,
        greeting text NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, folded_name)
      );

      CREATE TABLE queue_members (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        queue_id uuid NOT NULL,
        user_id uuid NOT NULL,
        PRIMARY KEY (company_id, queue_id, user_id),
        FOREIGN KEY (company_id, queue_id) REFERENCES queues (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX queue_members_of_user ON queue_members (company_id, user_id);

      CREATE TABLE queue_connections (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        queue_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        PRIMARY KEY (company_id, queue_id, connection_id),
        FOREIGN KEY (company_id, queue_id) REFERENCES queues (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX queue_connections_of_connection ON queue_connections (company_id, connection_id);

      ALTER TABLE tickets
        ADD queue_id uuid,
        ADD FOREIGN KEY (company_id, queue_id) REFERENCES queues (company_id, id) ON DELETE SET NULL (queue_id);
      CREATE INDEX tickets_by_queue ON tickets (company_id, queue_id, status, last_message_at DESC, id DESC)
        WHERE queue_id IS NOT NULL;

      ALTER TABLE ticket_views
        ADD queue_id uuid,
        ADD FOREIGN KEY (company_id, queue_id) REFERENCES queues (company_id, id) ON DELETE CASCADE;
      CREATE INDEX ticket_views_queue ON ticket_views (company_id, queue_id) WHERE queue_id IS NOT NULL;
    `);
    for (const table of ['queues', 'queue_members', 'queue_connections']) {
      await protectByCompany(client, table);
    }
  },
};
