import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { prepareBinaries } from './embedded-postgres-binaries.ts';
import { type Cluster, ensureCluster, OWNER } from './embedded-postgres-cluster.ts';
import { preparePlace } from './embedded-postgres-place.ts';
import {
  claim,
  findFreePort,
  findLauncher,
  findServer,
  lastLogLines,
  type Server,
  type ServerSettings,
  startServer,
  stopServer,
} from './embedded-postgres-server.ts';

export type EmbeddedPostgresOptions = {
  /** Made when missing, kept between starts. */
  dataDir: string;
  log: { info(message: string): void; warn(message: string): void };
  /** A free one by default. A server that runs already keeps its own. */
  port?: number;
  /** False for tests: faster, and loses data when the machine (not a process) is killed. */
  durable?: boolean;
  startTimeoutMs?: number;
  /** Postgres' own files, by default those of the installed package. */
  binariesDir?: string;
};

export type EmbeddedPostgres = {
  /** Connects as the owner of the database "ticketz", by its Unix socket where there is one. */
  url: string;
  /** Stops the server when this process started it, or took it over from one that died. */
  stop: () => Promise<void>;
};

const DATABASE = 'ticketz';
const MAX_FAILED_STARTS = 8;
const CONNECT_TIMEOUT_MS = 2_000;
const NOT_DURABLE: ServerSettings = { fsync: 'off', full_page_writes: 'off' };

/**
 * Runs Postgres from the npm package, reached from this machine only, as a process that outlives this one when this
 * one is killed. Several processes may start with the same data directory: they share one server.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true } = options;
  const place = await preparePlace(options.dataDir, log);
  const binaries = await prepareBinaries(place, options.binariesDir);
  const cluster = await ensureCluster(place, binaries.initdb, durable);
  const server = await connectOrStart(cluster, binaries.pgCtl, options);
  const ours = server.started || !(await findLauncher(cluster, server));
  if (ours) await claim(cluster, server);
  log.info(
    `Postgres ${server.started ? 'started' : 'was running'} on port ${server.port}, data in ${cluster.dir}`,
  );

  const stop = async () => {
    if (!ours || (await findLauncher(cluster, server)) !== process.pid) return;
    await stopServer(cluster, binaries.pgCtl);
  };
  return { url: urlOf(cluster, server, DATABASE), stop };
}

type FoundServer = Server & { started: boolean };

/**
 * A server may be starting, stopping, recovering, or be started by another process at this very moment: look again
 * until one answers.
 */
async function connectOrStart(
  cluster: Cluster,
  pgCtl: string,
  { port, durable = true, startTimeoutMs = 60_000 }: EmbeddedPostgresOptions,
): Promise<FoundServer> {
  const deadline = Date.now() + startTimeoutMs;
  const settings = durable ? {} : NOT_DURABLE;
  let failedStarts = 0;
  let started = false;
  let cause: unknown;
  while (failedStarts < MAX_FAILED_STARTS && Date.now() < deadline) {
    const server = await findServer(cluster);
    try {
      if (server) {
        await ensureDatabase(cluster, server);
        return { ...server, started };
      }
      await startServer(cluster, pgCtl, port ?? (await findFreePort()), settings, deadline - Date.now());
      started = true;
    } catch (error) {
      cause = error;
      if (!server) failedStarts += 1;
      await sleep(50 * (failedStarts + 1));
    }
  }
  throw new Error(
    `Postgres didn't start in ${cluster.dir}. Its log ends with:\n${await lastLogLines(cluster)}`,
    {
      cause,
    },
  );
}

async function ensureDatabase(cluster: Cluster, server: Server): Promise<void> {
  const client = new Client({
    connectionString: urlOf(cluster, server, 'postgres'),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // A connection that breaks later is seen by the query; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** By its Unix socket where it has one: then that stands for the host. */
function urlOf(cluster: Cluster, { port, socketDir }: Server, database: string): string {
  const url = `postgres://${OWNER}:${cluster.password}@127.0.0.1:${port}/${database}`;
  return socketDir ? `${url}?host=${encodeURIComponent(socketDir)}` : url;
}
