import type { QueryResultRow } from 'pg';
import { runPreparedTogether, runTogether, useFunctionPool } from './company-function.ts';
import { companyRole, type Database, systemRole } from './database.ts';
import { flushEvents, type StoredEvent } from './events.ts';
import type { Logger } from './logger.ts';
import { unitsOfWork } from './metrics.ts';
import { Reads } from './reads.ts';
import type { Prepared } from './statements-together.ts';
import {
  currentScope,
  outsideWork,
  query,
  runInWork,
  type UnitOfWork,
  WorkTransaction,
} from './unit-of-work.ts';

let database: Database | undefined;
let logger: Logger | undefined;
let deliver: (events: StoredEvent[]) => void = () => undefined;

/** Wires the tenancy to this process's database. `onCommitted` gets the events of each committed unit of work. */
export function useDatabase(options: {
  database: Database;
  logger: Logger;
  onCommitted: (events: StoredEvent[]) => void;
}): void {
  database = options.database;
  logger = options.logger;
  deliver = options.onCommitted;
  useFunctionPool(options.database.sequelize);
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID as an SQL literal. Anything else throws, so that it can stand in the text of a statement. */
export function uuidLiteral(id: string): string {
  if (!uuidPattern.test(id)) throw new Error('Not a UUID');
  return `'${id}'`;
}

/**
 * A unit of work for one company: a transaction in which Postgres shows only this company's rows. Nested calls for the
 * same company join it; another company throws. Commits when `work` resolves, rolls back when it throws. No network
 * calls inside.
 */
export async function withCompany<Result>(companyId: string, work: () => Promise<Result>): Promise<Result> {
  const current = currentScope();
  if (current === companyId) return work();
  if (current !== undefined) throw new Error('A unit of work of another company is running');
  return run(companyId, companyPrologue(companyId), work);
}

/**
 * Like `withCompany`, with one more statement in the same round trip; its rows are given to `work`. For the request
 * wrapper, which asks who is calling. `statement` is built from checked literals only. `actorId`: who does it, for what the
 * database notes by itself.
 */
export async function withCompanyAnd<Row extends QueryResultRow, Result>(
  companyId: string,
  statement: string,
  work: (rows: Row[]) => Promise<Result>,
  actorId?: string,
): Promise<Result> {
  if (currentScope() !== undefined) throw new Error('A unit of work is running already');
  return run(companyId, `${companyPrologue(companyId, actorId)}; ${statement}`, (unit) =>
    work(unit.transaction.prologueRows as Row[]),
  );
}

/**
 * One read for a company, in one round trip and without a unit of work: for what is asked at every turn of a loop.
 * `statement` is built from checked literals only.
 */
export function readForCompany<Row extends QueryResultRow>(
  companyId: string,
  statement: string,
): Promise<Row[]> {
  return runTogether<Row>(`${companyPrologue(companyId)}; ${statement}`);
}

/**
 * For work that only reads one company's rows, by `query` and nothing else: no transaction is held, each statement is one
 * round trip. `opening` goes along with the first one; its rows are told by `reads.opening()`.
 */
export async function readingForCompany<Result>(
  companyId: string,
  opening: Prepared,
  work: (reads: Reads) => Promise<Result>,
): Promise<Result> {
  if (currentScope() !== undefined) throw new Error('A unit of work is running already');
  const ended = unitsOfWork.startTimer({ scope: 'company' });
  const reads = new Reads(companyId, opening, runPreparedTogether);
  try {
    return await runInWork(reads, () => work(reads));
  } finally {
    ended({ result: 'read' });
  }
}

/**
 * The way out of the policies: sees every company. Only where no company is known yet or all are meant; a test lists
 * every use. Rows made inside name their company themselves.
 */
export async function asSystem<Result>(work: () => Promise<Result>): Promise<Result> {
  const current = currentScope();
  if (current === null) return work();
  if (current !== undefined) throw new Error('A unit of work of a company is running');
  return run(null, `SET LOCAL ROLE ${systemRole}`, work);
}

function companyPrologue(companyId: string, actorId?: string): string {
  const actor = actorId ? `, set_config('app.actor_id', ${uuidLiteral(actorId)}, true)` : '';
  return `SELECT set_config('app.company_id', ${uuidLiteral(companyId)}, true)${actor}`;
}

async function run<Result>(
  companyId: string | null,
  prologue: string,
  work: (unit: UnitOfWork) => Promise<Result>,
): Promise<Result> {
  if (!database) throw new Error('The database is not connected');
  const ended = unitsOfWork.startTimer({ scope: companyId ? 'company' : 'system' });
  const transaction = new WorkTransaction(database.sequelize, prologue);
  const unit: UnitOfWork = { companyId, transaction, events: [], afterCommit: [] };
  await transaction.prepareEnvironment(false);
  let stored: StoredEvent[];
  let result: Result;
  try {
    [result, stored] = await runInWork(unit, async () => {
      const value = await work(unit);
      return [value, await flushEvents(unit)];
    });
  } catch (error) {
    await transaction.rollback();
    ended({ result: 'rolled back' });
    throw error;
  }
  await transaction.commit();
  ended({ result: 'committed' });
  outsideWork(() => {
    deliver(stored);
    for (const callback of unit.afterCommit) callSafely(callback);
  });
  return result;
}

function callSafely(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    logger?.error({ err: error }, 'A callback after a commit failed');
  }
}

/**
 * Refuses to go on when the policies don't bind us: a pool that runs as a superuser or as a role that bypasses
 * row-level security would show every company to everybody.
 */
export async function assertPoliciesHold(): Promise<void> {
  await withCompany('00000000-0000-7000-8000-000000000000', async () => {
    const [row] = await query<{ role: string; bypasses: boolean; active: boolean }>(
      `SELECT current_user AS role, r.rolsuper OR r.rolbypassrls AS bypasses, row_security_active('tickets') AS active
         FROM pg_roles r WHERE r.rolname = current_user`,
    );
    if (row?.role !== companyRole || row.bypasses || !row.active) {
      throw new Error('Row-level security is not in force for this database user; refusing to start');
    }
  });
}
