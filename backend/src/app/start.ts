import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { migrations } from '../../migrations/index.ts';
import { createCompanyLimits, limitRequests } from '../core/company-limits.ts';
import { CompanyTurns, useCompanyTurns } from '../core/company-turns.ts';
import { connectDatabase } from '../core/database.ts';
import type { Env } from '../core/env.ts';
import { servePages } from '../core/http/pages.ts';
import { createHttpApp } from '../core/http/server.ts';
import { createJobs, useJobs } from '../core/jobs.ts';
import type { Logger } from '../core/logger.ts';
import { createMetricsPage, serveMetrics } from '../core/metrics.ts';
import { migrate } from '../core/migrate.ts';
import { createRateLimits } from '../core/rate-limit.ts';
import { createRealtime, useRealtime } from '../core/realtime.ts';
import { createOutbox } from '../core/realtime-outbox.ts';
import { createVault } from '../core/secrets.ts';
import { createStorage, useStorage } from '../core/storage.ts';
import { assertPoliciesHold, useDatabase } from '../core/tenancy.ts';
import { createAccessTokens } from '../features/auth/access-token.ts';
import { createAuthenticator } from '../features/auth/authenticator.ts';
import { ensureSuperAdmin, type FirstAccount } from '../features/auth/ensure-super-admin.ts';
import { startBot } from '../features/chatbot/run-bot.ts';
import { allJobs } from './jobs.ts';
import { registerListeners } from './listeners.ts';
import { metricReadings } from './metrics.ts';
import { initModels } from './models.ts';
import { inProject } from './paths.ts';
import { createReadiness } from './readiness.ts';
import { allRoutes } from './routes.ts';
import { serveSockets } from './sockets.ts';
import type { WhatsappProcess } from './whatsapp.ts';

export interface StartOptions {
  env: Env;
  databaseUrl: string;
  logger: Logger;
  /** The simulated phones' page, in the demo. */
  demoPhoneUrl?: string;
  /** Told at once of the account that this start makes: its password is known now and never again. */
  madeFirstAccount?: (account: FirstAccount) => void;
}

export interface RunningApp {
  /** Where this process answers. */
  url: string;
  /** The account that this start has made, when the database was empty. */
  firstAccount: FirstAccount | null;
  /** Finishes what is under way, lets go of sessions without logging them out. */
  stop(): Promise<void>;
}

/** Starts the parts of the product that `PROCESSES` names, in this process. */
export async function startApp({
  env,
  databaseUrl,
  logger,
  demoPhoneUrl,
  madeFirstAccount,
}: StartOptions): Promise<RunningApp> {
  const closers: (() => Promise<void> | void)[] = [];
  const onStop = (close: () => Promise<void> | void) => closers.unshift(close);
  const runs = (name: Env['PROCESSES'][number]) => env.PROCESSES.includes(name);
  const processId = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;

  await migrate({ url: databaseUrl, migrations, logger });
  const database = connectDatabase({ url: databaseUrl, poolSize: env.DATABASE_POOL_SIZE, logger });
  onStop(() => database.close());
  initModels(database.sequelize);
  registerListeners();

  const realtime = createRealtime({ pool: database.ownerPool, redisUrl: env.REDIS_URL, logger });
  onStop(() => realtime.close());
  useRealtime(realtime);
  const outbox = createOutbox(realtime, logger);
  onStop(() => outbox.close());
  useDatabase({ database, logger, onCommitted: outbox.deliver });
  await assertPoliciesHold();
  const firstAccount = await ensureSuperAdmin(env, logger);
  if (firstAccount) madeFirstAccount?.(firstAccount);

  const jobs = createJobs({ databaseUrl, redisUrl: env.REDIS_URL, logger });
  onStop(() => jobs.close());
  useJobs(jobs, logger);

  const storage = createStorage(env, inProject(env.DATA_DIR));
  useStorage(storage);
  await storage.sweep();

  // Whatever one company does, two thirds of the connections to the database are for the others.
  const turns = new CompanyTurns({ atOnce: Math.max(1, Math.floor(env.DATABASE_POOL_SIZE / 3)) });
  useCompanyTurns(turns);

  let whatsapp: WhatsappProcess | undefined;
  const parts = { env, database, jobs, realtime, processId, logger, whatsapp: () => whatsapp };
  const readiness = createReadiness(parts);
  const metrics = serveMetrics(
    env.METRICS_TOKEN ? createMetricsPage(metricReadings(parts), logger) : undefined,
    env.METRICS_TOKEN,
  );

  const server = createServer();
  if (runs('web')) {
    const tokens = createAccessTokens(env.JWT_SECRET);
    const companyLimits = createCompanyLimits(env);
    const authenticator = limitRequests(createAuthenticator(tokens), companyLimits);
    const rateLimits = createRateLimits({ pool: database.ownerPool, redisUrl: env.REDIS_URL });
    onStop(() => rateLimits.close());
    const sealer = createVault(env.APP_KEY, env.APP_KEY_PREVIOUS);
    const routes = allRoutes({ env, tokens, rateLimits, companyLimits, sealer, demoPhoneUrl });
    const app = createHttpApp({
      logger,
      trustProxy: env.TRUST_PROXY,
      readiness,
      metrics,
      api: { routes, authenticator, turns },
      pages: servePages(inProject('frontend/dist')),
    });
    server.on('request', app);
    realtime.attach(server);
    const sockets = serveSockets({ realtime, authenticator, companyLimits, processId, logger });
    onStop(() => sockets.close());
  } else {
    server.on('request', createHttpApp({ logger, trustProxy: env.TRUST_PROXY, readiness, metrics }));
  }
  const port = await listen(server, env);
  onStop(() => {
    const closed = closeServer(server);
    // The server waits for every connection, and a socket never ends by itself.
    realtime.detach();
    return closed;
  });

  if (runs('whatsapp')) {
    const vault = createVault(env.APP_KEY, env.APP_KEY_PREVIOUS);
    // Loaded only where it runs: the library alone takes more memory than a web process.
    const { startWhatsappProcess } = await import('./whatsapp.ts');
    const started = await startWhatsappProcess({ env, vault, realtime, processId, logger });
    whatsapp = started;
    onStop(() => started.stop());
  }
  if (runs('worker')) {
    await jobs.work(allJobs(realtime));
    const bot = startBot(realtime, logger);
    onStop(() => bot.stop());
  }

  const host = env.HOST === '0.0.0.0' || env.HOST === '::' ? 'localhost' : env.HOST;
  return {
    url: env.PUBLIC_URL ?? `http://${host}:${port}`,
    firstAccount,
    async stop() {
      for (const close of closers) {
        try {
          await close();
        } catch (error) {
          logger.error({ err: error }, 'A part did not close well');
        }
      }
    },
  };
}

async function listen(server: Server, env: Env): Promise<number> {
  // Long enough for a large file over a slow line; small bodies have a time of their own.
  server.requestTimeout = 15 * 60_000;
  server.headersTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.PORT, env.HOST, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  });
}
