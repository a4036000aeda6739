import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * The menu bot. `tickets.bot`: where the customer is with it, null where it has nothing to do with them; `bot_due_at`: since
 * when something of theirs waits for an answer. A menu belongs to a connection, or to all that have none of their own;
 * what was published stays as a version. `bot_answers` says whether a new ticket of a connection begins with the bot:
 * by a published menu, or because its customers must choose among several queues.
 */
export const bot: Migration = {
  name: '0038-bot',
  async up(client) {
    await client.query(`
      ALTER TABLE tickets
        ADD bot jsonb,
        ADD bot_due_at timestamptz;
      CREATE INDEX tickets_bot_due ON tickets (bot_due_at) WHERE bot_due_at IS NOT NULL;

      CREATE TABLE bot_menus (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        connection_id uuid,
        active boolean NOT NULL DEFAULT true,
        draft jsonb NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        published integer,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        UNIQUE NULLS NOT DISTINCT (company_id, connection_id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE
      );

      CREATE TABLE bot_menu_versions (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        menu_id uuid NOT NULL,
        number integer NOT NULL,
        tree jsonb NOT NULL,
        published_by uuid,
        published_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, menu_id, number),
        FOREIGN KEY (company_id, menu_id) REFERENCES bot_menus (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, published_by) REFERENCES users (company_id, id)
      );
      CREATE INDEX bot_menu_versions_by ON bot_menu_versions (company_id, published_by);

      CREATE TABLE bot_menu_files (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        menu_id uuid NOT NULL,
        file_id uuid NOT NULL,
        PRIMARY KEY (company_id, menu_id, file_id),
        FOREIGN KEY (company_id, menu_id) REFERENCES bot_menus (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, file_id) REFERENCES files (company_id, id)
      );
      CREATE INDEX bot_menu_files_of_file ON bot_menu_files (company_id, file_id);

      CREATE FUNCTION bot_answers(asked uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
        RETURN coalesce(
          (SELECT m.active FROM bot_menus m
            WHERE (m.connection_id = asked OR m.connection_id IS NULL) AND (m.published IS NOT NULL OR NOT m.active)
            ORDER BY m.connection_id NULLS LAST LIMIT 1),
          (SELECT count(*) > 1 FROM queue_connections k WHERE k.connection_id = asked));
    `);
    for (const table of ['bot_menus', 'bot_menu_versions', 'bot_menu_files']) {
      await protectByCompany(client, table);
    }
  },
};
