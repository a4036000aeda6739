import type { Migration } from '../src/core/migrate.ts';

/**
 * A page of tickets for less of Postgres' time: policies ask for the company once a statement instead of at every look
 * into a table, and a person's number is found in the index alone, in its order.
 */
export const cheaperPages: Migration = {
  name: '0026-cheaper-pages',
  async up(client) {
    await client.query(`
      DO $$
      DECLARE policy record;
      BEGIN
        FOR policy IN
          SELECT tablename, CASE WHEN tablename = 'companies' THEN 'id' ELSE 'company_id' END AS company_column
            FROM pg_policies WHERE schemaname = 'public' AND policyname = 'company'
        LOOP
          EXECUTE format('ALTER POLICY company ON %1$I USING (%2$I = (SELECT current_company_id()))
                            WITH CHECK (%2$I = (SELECT current_company_id()))', policy.tablename, policy.company_column);
        END LOOP;
      END $$;

      CREATE INDEX contact_identities_of_contact
        ON contact_identities (company_id, contact_id, kind, created_at) INCLUDE (value);
      DROP INDEX contact_identities_contact;
    `);
  },
};
