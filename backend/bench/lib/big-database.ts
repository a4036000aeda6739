import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrations } from '../../migrations/index.ts';
import { createLogger } from '../../src/core/logger.ts';
import { migrate } from '../../src/core/migrate.ts';
import type { BenchContext } from './bench.ts';
import { type BigSize, fullSize, makeBigData, tenthSize } from './big-data.ts';
import { type BenchPostgres, startBenchPostgres } from './postgres.ts';

/** A migrated database with two big companies, which benches only read. */
export interface BigDatabase {
  url: string;
  server: BenchPostgres;
  size: BigSize;
  /** What is really in the first company. */
  counted: { tickets: number; messages: number };
  /** How long it took to make; null when an earlier run has made it. */
  madeInSeconds: number | null;
  stop(): Promise<void>;
}

const folder = fileURLToPath(new URL('../../../.data/bench-big/', import.meta.url));
const sources = ['../../migrations/', './'];
const ofData = /^(\d{4}-.*|big-data|portuguese)\.ts$/;
const database = 'big';

/**
 * Opens the data under `.data/bench-big`, made when it isn't there yet or when migrations or the making have changed.
 * With `--quick` it's a tenth of it.
 */
export async function openBigDatabase({
  quick,
  log,
}: Pick<BenchContext, 'quick' | 'log'>): Promise<BigDatabase> {
  const [name, size] = quick ? ['tenth', tenthSize] : ['full', fullSize];
  const own = `${name}-${await versionOfData()}`;
  await mkdir(folder, { recursive: true });
  for (const old of await readdir(folder)) {
    if (old.startsWith(`${name}-`) && old !== own) await rm(folder + old, { recursive: true, force: true });
  }
  const server = await startBenchPostgres(folder + own);
  try {
    const startedAt = performance.now();
    const made = !(await exists(server.url));
    if (made) {
      log(`making two companies with ${size.tickets} tickets and ${size.messages} messages each`);
      await make(server, size);
    }
    const url = urlOf(server, database);
    return {
      url,
      server,
      size,
      counted: await count(url),
      madeInSeconds: made ? (performance.now() - startedAt) / 1000 : null,
      stop: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function versionOfData(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    const dir = new URL(source, import.meta.url);
    for (const name of (await readdir(dir)).filter((file) => ofData.test(file)).sort()) {
      hash.update(await readFile(new URL(name, dir)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

async function exists(url: string): Promise<boolean> {
  return using(
    url,
    async (client) =>
      (await client.query('SELECT FROM pg_database WHERE datname = $1', [database])).rowCount === 1,
  );
}

/** Under another name until it's complete: a run that was stopped in between leaves nothing that looks whole. */
async function make(server: BenchPostgres, size: BigSize): Promise<void> {
  const draft = `${database}_draft`;
  await using(server.url, (client) => client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`));
  const url = await server.makeDatabase(draft);
  await migrate({ url, migrations, logger: createLogger({ level: 'warn', name: 'bench' }) });
  await using(url, (client) => makeBigData(client, size));
  await using(server.url, (client) => client.query(`ALTER DATABASE ${draft} RENAME TO ${database}`));
}

async function count(url: string): Promise<{ tickets: number; messages: number }> {
  const { rows } = await using(url, (client) =>
    client.query<{ tickets: number; messages: number }>(
      `SELECT (SELECT count(*)::int FROM tickets WHERE company_id = c.id) AS tickets,
              (SELECT count(*)::int FROM messages WHERE company_id = c.id) AS messages
         FROM companies c WHERE last_ticket_number > 0 ORDER BY id LIMIT 1`,
    ),
  );
  return rows[0] ?? { tickets: 0, messages: 0 };
}

function urlOf(server: BenchPostgres, name: string): string {
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

async function using<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
