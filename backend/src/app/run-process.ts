import { startEmbeddedPostgres } from '../core/embedded-postgres.ts';
import { type Env, EnvError, loadEnv, processEnvironment } from '../core/env.ts';
import { createErrorReporter, type ErrorReporter } from '../core/error-reporting.ts';
import { createLogger, type Logger } from '../core/logger.ts';
import { storedSecrets } from '../core/secrets.ts';
import { readVersion } from '../core/version.ts';
import type { FirstAccount } from '../features/auth/ensure-super-admin.ts';
import { inProject } from './paths.ts';
import { type RunningApp, startApp } from './start.ts';

/** What `npm start` and the containers run; the demo adds its simulated WhatsApp through `around`. */
export async function runProcess(
  around: {
    environment?: Record<string, string>;
    demoPhoneUrl?: string;
    started?: (app: RunningApp) => Promise<void>;
    stop?: () => Promise<void>;
  } = {},
): Promise<void> {
  const env = readEnv(around.environment ?? {});
  const reporter = env.SENTRY_DSN ? await createReporter(env, env.SENTRY_DSN) : undefined;
  const logger = createLogger({ level: env.LOG_LEVEL, name: 'ticketz', onError: reporter?.report });
  if (reporter) reportCrashes(reporter, logger);
  // From the first moment on: a process told to stop while it starts ends what it has by then.
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async () => {
    for (const stop of stops.toReversed()) await stop();
    await reporter?.close();
  };
  stopOnSignals(env, logger, stopAll);
  const database = await openDatabase(env, logger);
  stops.push(() => database.stop());
  if (around.stop) stops.push(around.stop);
  const starting = startApp({
    env,
    databaseUrl: database.url,
    logger,
    demoPhoneUrl: around.demoPhoneUrl,
    ...(around.started ? {} : { madeFirstAccount: showFirstAccount }),
  });
  // Nothing is pulled away under a start: it ends first.
  stops.push(() =>
    starting.then(
      (app) => app.stop(),
      () => undefined,
    ),
  );
  const app = await starting.catch(async (error: unknown) => {
    if (!isPortTaken(error)) throw error;
    process.stderr.write(`Port ${env.PORT} is taken. End what listens there, or set PORT to another one.\n`);
    await stopAll();
    process.exit(1);
  });
  if (around.started) await around.started(app);
  else process.stdout.write(`\nTicketz is ready: ${app.url}\n`);
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function createReporter(env: Env, dsn: string): Promise<ErrorReporter> {
  return createErrorReporter({
    dsn,
    environment: env.NODE_ENV,
    release: readVersion(),
  });
}

/** The last words of a process that ends because of an error that nobody caught. */
function reportCrashes(reporter: ErrorReporter, logger: Logger): void {
  process.once('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'The process ends: nobody caught an error');
    void reporter.close().finally(() => process.exit(1));
  });
}

function readEnv(overrides: Record<string, string>): Env {
  try {
    return loadEnv({ ...processEnvironment(), ...overrides }, (dataDir) => storedSecrets(inProject(dataDir)));
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** The database that the settings name, or the embedded one, started if it doesn't run. */
export async function openDatabase(
  env: Env,
  logger: Logger,
): Promise<{ url: string; stop(): Promise<void> }> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, stop: async () => undefined };
  return startEmbeddedPostgres({
    dataDir: inProject(env.DATA_DIR, 'postgres'),
    log: { info: (message) => logger.info(message), warn: (message) => logger.warn(message) },
  });
}

function showFirstAccount({ email, oneTimePassword }: FirstAccount): void {
  process.stdout.write(`\nLog in as ${email}\n`);
  if (oneTimePassword) process.stdout.write(`One-time password, shown only now: ${oneTimePassword}\n`);
}

/** Ends well on SIGTERM and SIGINT, and in any case within the time that the operator gives. */
function stopOnSignals(env: Env, logger: Logger, stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (name: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal: name }, 'Stopping');
    setTimeout(() => {
      logger.error('Did not stop in time');
      process.exit(1);
    }, env.SHUTDOWN_TIMEOUT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'Did not stop well');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
