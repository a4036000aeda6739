import pg from 'pg';
import { Umzug, type UmzugStorage } from 'umzug';
import { companyRole, systemRole } from './database.ts';
import { migrateJobs } from './jobs.ts';
import type { Logger } from './logger.ts';

/** One change of the database. `up` runs as the owner, in a transaction of its own. */
export interface Migration {
  name: string;
  up: (client: pg.ClientBase) => Promise<void>;
}

/** Any number; the same for every process of every installation. */
const migrationLock = 7_405_001;

/**
 * Brings the database up to date: roles, tables, the job library's tables. Several processes may start at once: one
 * does the work under an advisory lock while the others wait.
 */
export async function migrate(options: {
  url: string;
  migrations: Migration[];
  logger: Logger;
}): Promise<void> {
  const client = new pg.Client({ connectionString: options.url, application_name: 'ticketz-migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await ensureRoles(client);
    await runMigrations(client, options);
    await migrateJobs(client);
  } finally {
    await client.end();
  }
}

async function ensureRoles(client: pg.Client): Promise<void> {
  for (const role of [companyRole, systemRole]) {
    await client.query(
      `DO $$ BEGIN CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS;
       EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    );
    await client.query(`GRANT ${role} TO CURRENT_USER`);
  }
}

async function runMigrations(
  client: pg.Client,
  { migrations, logger }: { migrations: Migration[]; logger: Logger },
): Promise<void> {
  const umzug = new Umzug({
    migrations: migrations.map(({ name, up }) => ({
      name,
      up: () => inTransaction(client, () => up(client)),
    })),
    storage: migrationsTable(client),
    logger: undefined,
  });
  const done = await umzug.up();
  for (const { name } of done) logger.info({ migration: name }, 'Migrated');
}

/** Where is written what has run. Not by Sequelize, whose settings are the whole process's: no query outside a unit of work. */
function migrationsTable(client: pg.Client): UmzugStorage {
  return {
    async executed() {
      await client.query('CREATE TABLE IF NOT EXISTS migrations (name varchar(255) PRIMARY KEY)');
      const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY name');
      return rows.map(({ name }) => name);
    },
    async logMigration({ name }) {
      await client.query('INSERT INTO migrations (name) VALUES ($1)', [name]);
    },
    async unlogMigration({ name }) {
      await client.query('DELETE FROM migrations WHERE name = $1', [name]);
    },
  };
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/**
 * Puts a table that belongs to companies under row-level security: the app's role sees and writes only rows of the
 * company that is set, the system's role all. `companyColumn` is `id` for the companies themselves. The company is asked
 * for in a subquery, once for a statement: a list of 40 tickets looks into its tables 250 times.
 */
export async function protectByCompany(
  client: pg.ClientBase,
  table: string,
  companyColumn = 'company_id',
): Promise<void> {
  await client.query(`
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    CREATE POLICY company ON ${table} TO ${companyRole}
      USING (${companyColumn} = (SELECT current_company_id()))
      WITH CHECK (${companyColumn} = (SELECT current_company_id()));
    CREATE POLICY system ON ${table} TO ${systemRole} USING (true) WITH CHECK (true);
    GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${companyRole}, ${systemRole};
  `);
}
