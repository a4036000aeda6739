import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { delay } from '../../src/core/clock.ts';
import type { ProcessName } from '../../src/core/env.ts';
import { ensureBuilt, repository } from './built-parts.ts';
import { secrets } from './story-system.ts';

const readyWithinMs = 90_000;
const pauseMs = 50;
const loudest = 4_000;

/** A process of the built product, as an operator runs it. */
export interface ProductProcess {
  url: string;
  /** SIGTERM, as at an update. Resolves when it has ended well; rejects with what it says when it hasn't. */
  stop(): Promise<void>;
  /** kill -9: it has no time for anything. */
  kill(): Promise<void>;
}

/** Starts `node dist/src/main.js` and waits until it says that it is ready. */
export async function startProduct(options: {
  port: number;
  databaseUrl: string;
  whatsappUrl: string;
  processes?: ProcessName[];
  redisUrl?: string;
}): Promise<ProductProcess> {
  ensureBuilt('contract', 'server');
  const { port, databaseUrl, whatsappUrl, redisUrl = '', processes } = options;
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: join(repository, 'backend'),
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      WHATSAPP_WEB_URL: whatsappUrl,
      PROCESSES: (processes ?? ['web', 'worker', 'whatsapp']).join(','),
      ...secrets,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listen = (text: Buffer) => {
    output = (output + text.toString()).slice(-loudest);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const url = `http://127.0.0.1:${port}`;

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    if (!isOver()) child.kill(signal);
    const [code] = await exited;
    return code;
  }

  const deadline = Date.now() + readyWithinMs;
  while (!(await isReady(url))) {
    if (isOver() || Date.now() > deadline) {
      await end('SIGKILL');
      throw new Error(`The product did not get ready:\n${output}`);
    }
    await delay(pauseMs);
  }
  return {
    url,
    async stop() {
      const code = await end('SIGTERM');
      if (code !== 0 || output.includes('did not close well')) {
        throw new Error(`The product ended with ${code}:\n${output}`);
      }
    },
    async kill() {
      await end('SIGKILL');
    },
  };
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
