import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import type { TestPerson } from './test-app.ts';

/** Counts the statements that `work` sends to Postgres, and not what runs beside it. */
export async function countRoundTrips(work: () => Promise<void>): Promise<number> {
  const inWork = new AsyncLocalStorage<true>();
  let count = 0;
  await watchingQueries(
    () => {
      if (inWork.getStore()) count += 1;
    },
    () => inWork.run(true, work),
  );
  return count;
}

/** The statements of the requests that `work` makes of this process as `person`, and not of what runs beside them. */
export async function statementsOf(
  { sessionId }: TestPerson,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const statements: string[] = [];
  /** The connections whose transaction is such a request's: it begins by asking for the session. */
  const open = new Set<pg.Client>();
  await watchingQueries((client, query) => {
    const text = textOf(query);
    if (text.startsWith('BEGIN') && text.includes(sessionId)) open.add(client);
    if (!open.has(client)) return;
    statements.push(text);
    if (text === 'COMMIT' || text === 'ROLLBACK') open.delete(client);
  }, work);
  return statements;
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
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
