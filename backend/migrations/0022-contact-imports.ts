import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * Contacts from a file. `contact_import_rows` holds what was read, as texts;
 * each row is handled in the transaction that moves `contact_imports.place` past it, so that wherever a process dies the next one
 * goes on without doing anything twice.
 */
export const contactImports: Migration = {
  name: '0022-contact-imports',
  async up(client) {
    await client.query(`
      CREATE TABLE contact_imports (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        user_id uuid NOT NULL,
        name text NOT NULL,
        state text NOT NULL DEFAULT 'reading' CHECK
          (state IN ('reading', 'draft', 'checking', 'checked', 'running', 'numbers', 'done', 'cancelled', 'failed')),
        columns jsonb NOT NULL DEFAULT '[]',
        settings jsonb,
        row_count integer NOT NULL DEFAULT 0,
        place integer NOT NULL DEFAULT 0,
        created_count integer NOT NULL DEFAULT 0,
        updated_count integer NOT NULL DEFAULT 0,
        skipped_count integer NOT NULL DEFAULT 0,
        wrong_count integer NOT NULL DEFAULT 0,
        absent_count integer NOT NULL DEFAULT 0,
        failures integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        moved_at timestamptz NOT NULL DEFAULT now(),
        told_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX contact_imports_at_work ON contact_imports (company_id)
        WHERE state IN ('checking', 'running', 'numbers');
      CREATE INDEX contact_imports_moved ON contact_imports (moved_at);

      CREATE TABLE contact_import_rows (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        contact_import_id uuid NOT NULL,
        place integer NOT NULL,
        cells jsonb NOT NULL,
        phone text,
        outcome text CHECK (outcome IN ('created', 'updated', 'skipped', 'wrong')),
        problem text,
        problem_column integer,
        on_whatsapp boolean,
        PRIMARY KEY (company_id, contact_import_id, place),
        FOREIGN KEY (company_id, contact_import_id) REFERENCES contact_imports (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX contact_import_rows_phone ON contact_import_rows (company_id, contact_import_id, phone)
        WHERE phone IS NOT NULL;
      CREATE INDEX contact_import_rows_outcome ON contact_import_rows (company_id, contact_import_id, outcome, place);
    `);
    for (const table of ['contact_imports', 'contact_import_rows']) {
      await protectByCompany(client, table);
    }
  },
};
