import pg from 'pg';
import { Sequelize } from 'sequelize';
import type { Logger } from './logger.ts';
import { readTimestampsFast } from './timestamps.ts';
import { workNamespace } from './unit-of-work.ts';

/** The Postgres role that feature code runs as: row-level security binds it to one company. */
export const companyRole = 'ticketz_app';
/** The role of `asSystem`: sees every company. */
export const systemRole = 'ticketz_system';

export interface Database {
  /** The models' connection pool; every connection of it runs as `companyRole`. */
  sequelize: Sequelize;
  /** The owner's pool, for what isn't a company's: the job library, the socket adapter, rate limits. */
  ownerPool: pg.Pool;
  /** How many of the models' connections are in use, idle, and how many units of work wait for one. */
  poolUse(): { used: number; idle: number; waiting: number };
  close(): Promise<void>;
}

/** Sequelize's pool, which its types leave out. */
interface ModelPool {
  readonly using: number;
  readonly available: number;
  readonly waiting: number;
}

const statementTimeoutMs = 15_000;
/** No unit of work lives longer: the realtime resume counts on it. */
export const unitOfWorkTimeoutMs = 30_000;

function sessionOptions(): string {
  return [
    `-c role=${companyRole}`,
    `-c statement_timeout=${statementTimeoutMs}`,
    `-c transaction_timeout=${unitOfWorkTimeoutMs}`,
    '-c idle_in_transaction_session_timeout=20000',
  ].join(' ');
}

/** Connects the models to `url`. The migrations have run before: they make the roles. */
export function connectDatabase(options: { url: string; poolSize: number; logger: Logger }): Database {
  readTimestampsFast();
  Sequelize.useCLS(workNamespace);
  const sequelize = new Sequelize(options.url, {
    dialect: 'postgres',
    logging: false,
    pool: { max: options.poolSize, min: 0, idle: 30_000, acquire: 10_000 },
    dialectOptions: {
      application_name: 'ticketz',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      clientMinMessages: 'ignore',
      options: sessionOptions(),
    },
    define: { underscored: true, timestamps: false, freezeTableName: true },
  });
  const ownerPool = new pg.Pool({
    connectionString: options.url,
    max: 10,
    application_name: 'ticketz-owner',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    statement_timeout: statementTimeoutMs,
  });
  // Without a handler a restart of the database would end the process.
  ownerPool.on('error', (error) => options.logger.warn({ err: error }, 'A database connection was lost'));
  return {
    sequelize,
    ownerPool,
    poolUse() {
      const { using, available, waiting } = Reflect.get(sequelize.connectionManager, 'pool') as ModelPool;
      return { used: using, idle: available, waiting };
    },
    async close() {
      await Promise.all([sequelize.close(), ownerPool.end()]);
    },
  };
}
