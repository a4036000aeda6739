import type { ClientBase, QueryResult, QueryResultRow } from 'pg';
import type { Sequelize } from 'sequelize';
import { type Prepared, runPrepared } from './statements-together.ts';

/** The part of pg's client that is used here. */
interface PgClient {
  query<Row extends QueryResultRow>(config: {
    name: string;
    text: string;
    values: readonly unknown[];
  }): Promise<QueryResult<Row>>;
  /** An array when there are several statements in the text. */
  query(text: string): Promise<QueryResult | QueryResult[]>;
}

let pool: Sequelize | undefined;

/** Wires `callCompanyFunction` to this process's database. */
export function useFunctionPool(sequelize: Sequelize): void {
  pool = sequelize;
}

/**
 * One statement in one round trip, without a unit of work: for what happens at every message of a channel. The
 * statement calls an SQL function that sets the company itself, for its own transaction; one that forgot to would
 * find no row, because the policies hold here as everywhere. Always a prepared statement, called `name`.
 */
export async function callCompanyFunction<Row extends QueryResultRow>(
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return withClient(async (client) => (await client.query<Row>({ name, text, values })).rows);
}

/** Statements in one round trip, and the rows of the last one. Postgres makes one transaction of them. */
export function runTogether<Row extends QueryResultRow>(statements: string): Promise<Row[]> {
  return withClient(async (client) => {
    const results = await client.query(statements);
    return (Array.isArray(results) ? (results.at(-1)?.rows ?? []) : results.rows) as Row[];
  });
}

/** Prepared statements in one round trip, as one transaction; the rows of each. */
export function runPreparedTogether(statements: readonly Prepared[]): Promise<QueryResultRow[][]> {
  return withClient((client) => runPrepared(client, statements));
}

async function withClient<Result>(work: (client: PgClient & ClientBase) => Promise<Result>): Promise<Result> {
  if (!pool) throw new Error('The database is not connected');
  const { connectionManager } = pool;
  const connection = await connectionManager.getConnection({ type: 'write' });
  try {
    return await work(connection as PgClient & ClientBase);
  } finally {
    connectionManager.releaseConnection(connection);
  }
}
