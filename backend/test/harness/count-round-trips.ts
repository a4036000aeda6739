import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** Counts the statements that `work` sends to Postgres, and not what runs beside it. */
export async function countRoundTrips(work: () => Promise<void>): Promise<number> {
  const inWork = new AsyncLocalStorage<true>();
  const original = pg.Client.prototype.query;
  let count = 0;
  // oxlint-disable-next-line typescript/no-explicit-any -- pg's query has a dozen overloads
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: any[]) {
    if (inWork.getStore()) count += 1;
    // oxlint-disable-next-line typescript/no-explicit-any -- the same
    return (original as any).apply(this, args);
  } as typeof original;
  try {
    await inWork.run(true, work);
    return count;
  } finally {
    pg.Client.prototype.query = original;
  }
}
