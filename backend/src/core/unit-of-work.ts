import { AsyncLocalStorage } from 'node:async_hooks';
import type { QueryResult, QueryResultRow } from 'pg';
import { type Sequelize, Transaction } from 'sequelize';
import { Reads } from './reads.ts';

/** The part of pg's client that a unit of work uses. */
interface PgClient {
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
  query<Row extends QueryResultRow>(config: {
    name: string;
    text: string;
    values: readonly unknown[];
  }): Promise<QueryResult<Row>>;
}

/** An event that waits for the commit. */
export interface PendingEvent {
  name: string;
  payload: unknown;
}

/** One transaction with a company set (or none, for the system), and what is to happen around its commit. */
export interface UnitOfWork {
  readonly companyId: string | null;
  readonly transaction: WorkTransaction;
  readonly events: PendingEvent[];
  readonly afterCommit: (() => void)[];
}

const storage = new AsyncLocalStorage<UnitOfWork | Reads | undefined>();

/** The unit of work that the running code is in. Throws outside one: a query must know whose rows it may see. */
export function currentWork(): UnitOfWork {
  const work = storage.getStore();
  if (!work) throw new Error('Not in a unit of work: use withCompany or asSystem');
  if (work instanceof Reads) throw new Error('A route that only reads has no transaction: use `route`');
  return work;
}

/** Whose rows the running code sees: of all companies' (null), of one's, or of none's (undefined: not in a unit of work). */
export function currentScope(): string | null | undefined {
  return storage.getStore()?.companyId;
}

/** What Sequelize asks for the running transaction; a model call outside a unit of work throws. */
export const workNamespace = {
  get: (key: string) => (key === 'transaction' ? currentWork().transaction : undefined),
  set: () => undefined,
  run: (work: (context: object) => unknown) => work({}),
  bind: (work: unknown) => work,
};

/** Runs after the commit, outside the transaction, in the order asked for. Not run when it rolls back. */
export function afterCommit(callback: () => void): void {
  currentWork().afterCommit.push(callback);
}

/**
 * Runs SQL in the current unit of work, straight on the driver: for the hot paths, where the models cost a second
 * time. `name` makes it a prepared statement. Values are always bound, never pasted.
 */
export async function query<Row extends QueryResultRow>(
  text: string,
  values: readonly unknown[] = [],
  name?: string,
): Promise<Row[]> {
  const reads = storage.getStore();
  if (reads instanceof Reads) return reads.query<Row>({ text, values, ...(name ? { name } : {}) });
  const { client } = currentWork().transaction;
  const result = name
    ? await client.query<Row>({ name, text, values })
    : await client.query<Row>(text, values);
  return result.rows;
}

/** Like `query`, for at most one row. */
export async function queryOne<Row extends QueryResultRow>(
  text: string,
  values: readonly unknown[] = [],
  name?: string,
): Promise<Row | null> {
  const rows = await query<Row>(text, values, name);
  return rows[0] ?? null;
}

/**
 * Sequelize's transaction, begun with company or role in the same round trip, and committed so that a transaction
 * which Postgres has already given up is an error instead of a silent nothing.
 */
export class WorkTransaction extends Transaction {
  /** Set by Sequelize while the transaction runs. */
  declare readonly connection: PgClient;
  declare finished?: 'commit' | 'rollback';
  declare cleanup: () => void;
  declare forceCleanup: () => Promise<void>;
  declare prepareEnvironment: (useCls: boolean) => Promise<void>;
  readonly #prologue: string;
  /** The rows of the prologue's last statement. */
  prologueRows: QueryResultRow[] = [];

  constructor(sequelize: Sequelize, prologue: string) {
    super(sequelize, {});
    this.#prologue = prologue;
  }

  get client(): PgClient {
    return this.connection;
  }

  /** Called by Sequelize once it has a connection. */
  async begin(): Promise<void> {
    const result: unknown = await this.connection.query(`BEGIN; ${this.#prologue}`);
    const last: unknown = Array.isArray(result) ? result.at(-1) : result;
    if (last && typeof last === 'object' && 'rows' in last && Array.isArray(last.rows)) {
      this.prologueRows = last.rows;
    }
  }

  /** Sequelize would look for itself in the async context, which the unit of work has left by then. */
  _clearCls(): void {}

  override async commit(): Promise<void> {
    let command: string;
    try {
      ({ command } = await this.connection.query('COMMIT'));
    } catch (error) {
      this.finished = 'rollback';
      await this.forceCleanup();
      throw error;
    }
    this.finished = command === 'COMMIT' ? 'commit' : 'rollback';
    this.cleanup();
    if (command !== 'COMMIT')
      throw new Error('The transaction had failed before its commit; nothing was written');
  }

  override async rollback(): Promise<void> {
    if (this.finished) return;
    this.finished = 'rollback';
    try {
      await this.connection.query('ROLLBACK');
      this.cleanup();
    } catch {
      // The connection is gone, and the transaction with it.
      await this.forceCleanup();
    }
  }
}

/** Runs `work` inside `unit` of the async context. */
export function runInWork<Result>(unit: UnitOfWork | Reads, work: () => Promise<Result>): Promise<Result> {
  return storage.run(unit, work);
}

/** Leaves the unit of work, for what must not run in it (listeners after the commit). */
export function outsideWork(callback: () => void): void {
  // Not `exit`, which turns the whole storage off and on again: the dearest call of a request.
  storage.run(undefined, callback);
}
