import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findFreePort } from '../../src/core/embedded-postgres-server.ts';
import { installDebianPackages } from './debian-packages.ts';

export type RedisServer = { url: string; stop(): Promise<void> };

const PLACES = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'];
const START_TIMEOUT_MS = 10_000;
const START_ATTEMPTS = 3;

/**
 * A real Redis on a free port. Undefined where there is none and none can be installed: tests on Redis are left out
 * then, which is said, and not accepted in CI.
 */
export async function startRedisServer(): Promise<RedisServer | undefined> {
  const program = findProgram() ?? (installDebianPackages('redis-server') ? findProgram() : undefined);
  if (program) return start(program, START_ATTEMPTS);
  const advice = 'redis-server is missing: install it (apt-get install redis-server, brew install redis).';
  if (process.env.CI) throw new Error(advice);
  process.stderr.write(`\n!!! ${advice} Tests on Redis are LEFT OUT.\n\n`);
  return undefined;
}

function findProgram(): string | undefined {
  return PLACES.find(existsSync);
}

async function start(program: string, attempts: number): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), 'ticketz-test-redis-'));
  const port = await findFreePort();
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    dir,
  ];
  const server = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = async () => {
    await end(server);
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await untilReady(server);
  } catch (error) {
    await stop();
    // Somebody else may have taken the port in between.
    if (attempts > 1) return start(program, attempts - 1);
    throw error;
  }
  return { url: `redis://127.0.0.1:${port}`, stop };
}

async function untilReady(server: ChildProcess): Promise<void> {
  const timeout = AbortSignal.timeout(START_TIMEOUT_MS);
  const ready = new Promise<void>((resolve, reject) => {
    if (!server.stdout) return reject(new Error('redis-server has no output'));
    const lines = createInterface(server.stdout);
    lines.on('line', (line) => line.includes('Ready to accept connections') && resolve());
    lines.once('close', () => reject(new Error('redis-server ended before it was ready')));
    timeout.addEventListener('abort', () => reject(new Error('redis-server took too long to start')));
  });
  await ready;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGKILL');
  await exited;
}
