import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/core/embedded-postgres.ts';
import { isAlive } from '../../src/core/embedded-postgres-server.ts';

const PREFIX = 'ticketz-test-postgres-';

/** One Postgres for a whole test run, in a directory of its own, fast because it needn't survive a power cut. */
export async function startTestPostgres(): Promise<EmbeddedPostgres> {
  await removeLeftovers();
  const dir = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const log = { info: () => undefined, warn: (message: string) => process.stderr.write(`${message}\n`) };
  const postgres = await startEmbeddedPostgres({ dataDir: join(dir, 'postgres'), log, durable: false });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** A run that was killed leaves its server: without its directory it ends by itself within a minute. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (!name.startsWith(PREFIX) || isAlive(pid)) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}
