import { existsSync } from 'node:fs';
import { readFile, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Cluster, runAs } from './embedded-postgres-cluster.ts';

/** A running Postgres, as it says itself in postmaster.pid. `socketDir`: where its Unix socket is, if it has one. */
export type Server = { pid: number; port: number; socketDir?: string };

export type ServerSettings = Record<string, string>;

const LOG_FILE = 'server.log';
const STOP_TIMEOUT_S = 8;
/** macOS takes three bytes less than Linux. */
const LONGEST_SOCKET_PATH = 103;
/** A pid file is written right after it's made: one that stays empty for longer was left by a crash. */
const EMPTY_PID_FILE_MS = 5_000;

/** The server running on this cluster, whoever started it. */
export async function findServer(cluster: Cluster): Promise<Server | undefined> {
  const lines = ((await readPidFile(cluster)) ?? '').split('\n');
  const [pid, , , port] = lines.map(Number);
  if (!pid || !port || !(await isServerOf(cluster, pid))) return undefined;
  const socketDir = lines[4]?.trim();
  return { pid, port, ...(socketDir ? { socketDir } : {}) };
}

/**
 * A Unix socket costs both sides less than TCP. Beside the data, where only Postgres' account and root come; none where the
 * system has none, or takes no path of that length, or `pg_ctl` would not take it for one word.
 */
function socketDirOf({ dir }: Cluster): string {
  const usable = process.platform !== 'win32' && /^[\w./-]+$/.test(dir);
  return usable && Buffer.byteLength(`${dir}/.s.PGSQL.65535`) <= LONGEST_SOCKET_PATH ? dir : '';
}

/** The process may be gone, a zombie, or another one with the same pid: only a live server has its home in the cluster. */
async function isServerOf(cluster: Cluster, pid: number): Promise<boolean> {
  if (!existsSync('/proc/self/cwd')) return isAlive(pid);
  const home = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return home === (await realpath(cluster.dir));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Starts the server and waits until it takes connections. Rejects when another process was faster. */
export async function startServer(
  cluster: Cluster,
  pgCtl: string,
  port: number,
  settings: ServerSettings,
  timeoutMs: number,
): Promise<void> {
  await removeStalePidFile(cluster);
  const log = join(cluster.dir, LOG_FILE);
  await rename(log, `${log}.old`).catch(ignoreMissing);
  const all: ServerSettings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socketDirOf(cluster),
    unix_socket_permissions: '0700',
    max_connections: '200',
    // LOG but not ERROR: failed statements carry people's data, and the application reports them anyway.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    ...settings,
  };
  const options = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
  const seconds = Math.max(1, Math.ceil(timeoutMs / 1000));
  await runAs(
    cluster.account,
    cluster.dir,
    pgCtl,
    ['start', '-s', '-w', '-t', String(seconds), '-D', cluster.dir, '-l', log, '-o', options.join(' ')],
    (seconds + 5) * 1000,
  );
}

/** Fast shutdown: open transactions are rolled back; if that takes too long, at once, as in a crash. */
export async function stopServer(cluster: Cluster, pgCtl: string): Promise<void> {
  const stop = (mode: string) =>
    runAs(
      cluster.account,
      cluster.dir,
      pgCtl,
      ['stop', '-s', '-w', '-t', String(STOP_TIMEOUT_S), '-m', mode, '-D', cluster.dir],
      (STOP_TIMEOUT_S + 5) * 1000,
    );
  try {
    await stop('fast');
  } catch (error) {
    if (!(await findServer(cluster))) return;
    await stop('immediate').catch(() => {
      throw error;
    });
  }
}

/** What the server wrote last, for error messages. */
export async function lastLogLines(cluster: Cluster): Promise<string> {
  const text = await readFile(join(cluster.dir, LOG_FILE), 'utf8').catch(ignoreMissing);
  return (text ?? '').trim().split('\n').slice(-5).join('\n');
}

export async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const pidFile = (cluster: Cluster) => join(cluster.dir, 'postmaster.pid');

async function readPidFile(cluster: Cluster): Promise<string | undefined> {
  return (await readFile(pidFile(cluster), 'utf8').catch(ignoreMissing)) ?? undefined;
}

/** Postgres believes a pid file whose pid is a zombie, and then refuses to start. */
async function removeStalePidFile(cluster: Cluster): Promise<void> {
  const stale = await readPidFile(cluster);
  if (stale === undefined || (await mayBeStarting(cluster, stale))) return;
  const aside = `${pidFile(cluster)}.${process.pid}`;
  await rename(pidFile(cluster), aside).catch(ignoreMissing);
  const taken = await readFile(aside, 'utf8').catch(ignoreMissing);
  // Another process started a server since we looked: give its file back.
  if (taken !== undefined && taken !== stale) return rename(aside, pidFile(cluster));
  await rm(aside, { force: true });
}

async function mayBeStarting(cluster: Cluster, text: string): Promise<boolean> {
  const pid = Number(text.split('\n')[0]);
  if (pid) return isServerOf(cluster, pid);
  const file = await stat(pidFile(cluster)).catch(ignoreMissing);
  return file !== undefined && Date.now() - file.mtimeMs < EMPTY_PID_FILE_MS;
}

const launcherFile = (cluster: Cluster) => join(cluster.dir, 'ticketz.launcher');

/** Notes that this process will stop the server. */
export async function claim(cluster: Cluster, server: Server): Promise<void> {
  await writeFile(launcherFile(cluster), `${process.pid} ${server.pid}`);
}

/** The process that will stop the server, if it still lives. */
export async function findLauncher(cluster: Cluster, server: Server): Promise<number | undefined> {
  const text = await readFile(launcherFile(cluster), 'utf8').catch(ignoreMissing);
  const [launcher, serverPid] = (text ?? '').split(' ').map(Number);
  return launcher && serverPid === server.pid && isAlive(launcher) ? launcher : undefined;
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
