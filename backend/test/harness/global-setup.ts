import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrations } from '../../migrations/index.ts';
import { createLogger } from '../../src/core/logger.ts';
import { migrate } from '../../src/core/migrate.ts';
import { startTestPostgres } from '../support/postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

export const templateDatabase = 'ticketz_template';

/** One Postgres for the run, and in it a migrated template that each test file's database is cloned from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres();
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${templateDatabase}`);
  await admin.end();
  const url = new URL(postgres.url);
  url.pathname = `/${templateDatabase}`;
  await migrate({ url: url.href, migrations, logger: createLogger({ level: 'warn', name: 'test' }) });
  project.provide('postgresUrl', postgres.url);
  return () => postgres.stop();
}
