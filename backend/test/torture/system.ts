import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../src/core/embedded-postgres-server.ts';
import type { ProcessName } from '../../src/core/env.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { OsProcess } from './os-process.ts';
import { type BreakableServer, breakablePostgres, breakableRedis } from './servers.ts';

export const secrets = {
  APP_KEY: Buffer.alloc(32, 9).toString('base64'),
  JWT_SECRET: 'a secret for the torture of this machine only',
};

/** The product as an installation with several processes runs it, all on this machine. */
export interface System {
  /** Where browsers go. */
  url: string;
  databaseUrl: string;
  postgres: BreakableServer;
  redis: BreakableServer | null;
  processes: Record<ProcessName, OsProcess[]>;
  all: OsProcess[];
  /** Where the processes' logs are. */
  folder: string;
  stop(): Promise<void>;
}

const counts: Record<ProcessName, number> = { web: 2, worker: 1, whatsapp: 2 };
const backendFolder = fileURLToPath(new URL('../..', import.meta.url));

export async function startSystem(options: { redis: boolean; whatsappUrl: string }): Promise<System> {
  const folder = await mkdtemp(join(tmpdir(), 'ticketz-torture-'));
  await mkdir(join(folder, 'logs'));
  const postgres = await breakablePostgres(folder);
  const redis = options.redis ? await breakableRedis(folder) : null;
  const environment = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'test',
    DATABASE_URL: postgres.url,
    DATABASE_POOL_SIZE: '10',
    DATA_DIR: join(folder, 'data'),
    WHATSAPP_WEB_URL: options.whatsappUrl,
    LOG_LEVEL: process.env.TORTURE_LOG ?? 'info',
    ...(redis ? { REDIS_URL: redis.url } : {}),
    ...secrets,
  };
  const make = async (name: ProcessName, number: number) => {
    const port = await findFreePort();
    const started = new OsProcess({
      name: `${name}-${number}`,
      command: [process.execPath, 'dist/src/main.js'],
      cwd: backendFolder,
      environment: { ...environment, PROCESSES: name, PORT: String(port) },
      logFile: join(folder, 'logs', `${name}-${number}.log`),
    });
    return { port, started };
  };
  const makeAll = (name: ProcessName) =>
    Promise.all(Array.from({ length: counts[name] }, (_, index) => make(name, index + 1)));
  const web = await makeAll('web');
  const [worker, whatsapp] = [await makeAll('worker'), await makeAll('whatsapp')];
  const all = [...web, ...worker, ...whatsapp].map(({ started }) => started);
  const balancer: Balancer = await startBalancer(web.map(({ port }) => port));
  const system: System = {
    url: balancer.url,
    databaseUrl: postgres.url,
    postgres,
    redis,
    processes: {
      web: web.map(({ started }) => started),
      worker: worker.map(({ started }) => started),
      whatsapp: whatsapp.map(({ started }) => started),
    },
    all,
    folder,
    async stop() {
      await Promise.all(all.map((part) => part.stop()));
      await balancer.close();
      await redis?.stop();
      await postgres.stop();
    },
  };
  try {
    for (const part of all) part.start();
    await Promise.all(all.map((part) => part.untilReady()));
  } catch (error) {
    await system.stop();
    throw error;
  }
  return system;
}
