import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { templateDatabase } from './global-setup.ts';

/** A database of this test file's own, cloned from the migrated template. */
export interface TestDatabase {
  url: string;
  /** As the owner, outside all policies: to look at what really is in the tables. */
  owner: pg.Pool;
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await adminQuery(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${templateDatabase}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const owner = new pg.Pool({ connectionString: url.href, max: 4 });
  owner.on('error', () => undefined);
  return {
    url: url.href,
    owner,
    async drop() {
      await owner.end();
      await adminQuery(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function adminQuery(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Only one session may clone a template at a time.
    await client.query('SELECT pg_advisory_lock(7405002)');
    await client.query(sql);
  } finally {
    await client.end();
  }
}
