import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/core/embedded-postgres.ts';
import { cpuOfFamily, parentOf } from './cpu.ts';

/** A Postgres as a real installation has it: what is committed is on the disk. */
export interface BenchPostgres {
  /** The owner's, of a database that nobody uses. */
  url: string;
  /** A new, empty database. */
  makeDatabase(name: string): Promise<string>;
  /** CPU time of the whole server so far, in ms. */
  cpu(): Promise<number | null>;
  /** The settings that decide how fast it may be. */
  settings: Record<string, string>;
  stop(): Promise<void>;
}

const watched = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers'];

/** On a folder that is kept, or on one of its own that goes with it. */
export async function startBenchPostgres(kept?: string): Promise<BenchPostgres> {
  const dir = kept ?? (await mkdtemp(join(tmpdir(), 'ticketz-bench-postgres-')));
  const postgres = await startDurable(dir);
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  const { rows } = await admin.query<{ name: string; setting: string }>(
    'SELECT name, setting FROM pg_settings WHERE name = ANY ($1)',
    [watched],
  );
  const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  if (settings.fsync !== 'on' || settings.synchronous_commit !== 'on')
    throw new Error('Not a durable Postgres');
  const backend = await admin.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const server = await parentOf(backend.rows[0]?.pid ?? 0);
  return {
    url: postgres.url,
    settings,
    cpu: async () => (server ? cpuOfFamily(server) : null),
    async makeDatabase(name) {
      await admin.query(`CREATE DATABASE ${name}`);
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    async stop() {
      await admin.end();
      await postgres.stop();
      if (!kept) await rm(dir, { recursive: true, force: true });
    },
  };
}

export function startDurable(dir: string): Promise<EmbeddedPostgres> {
  const log = { info: () => undefined, warn: (line: string) => process.stderr.write(`${line}\n`) };
  return startEmbeddedPostgres({ dataDir: join(dir, 'postgres'), log });
}
