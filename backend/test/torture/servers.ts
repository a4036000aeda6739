import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { delay } from '../../src/core/clock.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/core/embedded-postgres.ts';
import { findFreePort, isAlive } from '../../src/core/embedded-postgres-server.ts';

/** A server that can be taken away and given back, on the same port with the same data. */
export interface BreakableServer {
  readonly url: string;
  /** Ends it at once, as a crash would. Resolves when it is gone. */
  crash(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const gonePauseMs = 20;

/** A Postgres that keeps what it has committed, as an installation's does. */
export async function breakablePostgres(folder: string): Promise<BreakableServer> {
  const port = await findFreePort();
  const dataDir = join(folder, 'postgres');
  const log = { info: () => undefined, warn: (line: string) => process.stderr.write(`${line}\n`) };
  const launch = () => startEmbeddedPostgres({ dataDir, log, port });
  let server: EmbeddedPostgres = await launch();
  return {
    url: server.url,
    async crash() {
      const pid = Number((await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
      // What `pg_ctl stop -m immediate` does: no checkpoint, and recovery at the next start.
      process.kill(pid, 'SIGQUIT');
      while (isAlive(pid) && !(await isZombie(pid))) await delay(gonePauseMs);
    },
    async start() {
      server = await launch();
    },
    stop: () => server.stop(),
  };
}

async function isZombie(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return status.slice(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3) === 'Z';
}

/** A Redis that writes to disk, as the one in docker-compose.yaml. */
export async function breakableRedis(folder: string): Promise<BreakableServer> {
  const port = await findFreePort();
  const dir = join(folder, 'redis');
  await mkdir(dir, { recursive: true });
  let server: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  };
  const start = async () => {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'yes'];
    server = spawn('redis-server', [...options, '--dir', dir], { stdio: 'ignore' });
    while (!(await answers(port))) await delay(gonePauseMs);
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    crash: () => end('SIGKILL'),
    start,
    stop: () => end('SIGTERM'),
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (bytes) => {
      socket.destroy();
      resolve(bytes.toString().startsWith('+PONG'));
    });
  });
}
