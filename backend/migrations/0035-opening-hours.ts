import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * When somebody is there, as a document: of the company where both ids are empty, or else of one queue or one connection. And
 * what a connection tells its customers by itself, in which language.
 */
export const openingHours: Migration = {
  name: '0035-opening-hours',
  async up(client) {
    await client.query(`
      CREATE TABLE opening_hours (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        queue_id uuid,
        connection_id uuid,
        schedule jsonb NOT NULL,
        PRIMARY KEY (company_id, id),
        UNIQUE NULLS NOT DISTINCT (company_id, queue_id, connection_id),
        FOREIGN KEY (company_id, queue_id) REFERENCES queues (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE,
        CHECK (queue_id IS NULL OR connection_id IS NULL)
      );
      CREATE INDEX opening_hours_of_connection ON opening_hours (company_id, connection_id)
        WHERE connection_id IS NOT NULL;

      ALTER TABLE connections
        ADD language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'pt-BR', 'es')),
        ADD greeting_text text NOT NULL DEFAULT '',
        ADD out_of_hours_text text NOT NULL DEFAULT '',
        ADD farewell_text text NOT NULL DEFAULT '',
        ADD transfer_text text NOT NULL DEFAULT '';

      CREATE TABLE absences_told (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        connection_id uuid NOT NULL,
        contact_id uuid NOT NULL,
        told_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, connection_id, contact_id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, contact_id) REFERENCES contacts (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX absences_told_of_contact ON absences_told (company_id, contact_id);
    `);
    for (const table of ['opening_hours', 'absences_told']) await protectByCompany(client, table);
  },
};
