import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { Together } from '../../src/core/statements-together.ts';
import type { TestPerson } from './test-app.ts';

/** How many statements `work` sends to Postgres, and not what runs beside it. */
export async function countRoundTrips(work: () => Promise<unknown>): Promise<number> {
  return (await roundTripsOf(work)).length;
}

/**
 * The statements that `work` sends to Postgres, and not what runs beside it, nor what it only happens to be the one to
 * begin: the greeting of a new connection of the pool, and the outbox's note, for many at once, of what was delivered.
 */
export async function roundTripsOf(work: (sofar: readonly string[]) => Promise<unknown>): Promise<string[]> {
  const inWork = new AsyncLocalStorage<true>();
  const statements: string[] = [];
  const noting = new Set<pg.Client>();
  await watchingQueries(
    (client, query) => {
      const text = textOf(query);
      if (text.startsWith('BEGIN')) noting.delete(client);
      if (text.startsWith('BEGIN; SET LOCAL ROLE')) noting.add(client);
      if (inWork.getStore() && !noting.has(client) && !text.startsWith('SET ')) statements.push(text);
    },
    () => inWork.run(true, () => work(statements)),
  );
  return statements;
}

/**
 * The round trips of the requests that `work` makes of this process as `person`, as the statements that each holds, and not
 * of what runs beside them.
 */
export async function statementsOf(
  { companyId, sessionId }: TestPerson,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const statements: string[] = [];
  /** The connections whose transaction is such a request's: it begins by asking for the session. */
  const open = new Set<pg.Client>();
  await watchingQueries((client, query) => {
    const text = textOf(query);
    if (text.startsWith('BEGIN') && text.includes(sessionId)) open.add(client);
    const reads = query instanceof Together && query.statements[0]?.values.includes(companyId);
    if (!reads && !open.has(client)) return;
    statements.push(text);
    if (text === 'COMMIT' || text === 'ROLLBACK') open.delete(client);
  }, work);
  return statements;
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  if (query instanceof Together) return query.statements.map(({ text }) => text).join('; ');
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';
}

async function watchingQueries(
  see: (client: pg.Client, query: unknown) => void,
  work: () => Promise<unknown>,
): Promise<void> {
  const original = pg.Client.prototype.query;
  // oxlint-disable-next-line typescript/no-explicit-any -- pg's query has a dozen overloads
  pg.Client.prototype.query = function watched(this: pg.Client, ...args: any[]) {
    see(this, args[0]);
    // oxlint-disable-next-line typescript/no-explicit-any -- the same
    return (original as any).apply(this, args);
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
}
