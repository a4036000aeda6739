import { query } from '../../core/unit-of-work.ts';

/**
 * Locks the company's queues until the unit of work ends, and answers which there are. Whether there are any at all decides
 * who sees what waits, so of two changes at once the second must see what the first did.
 */
export async function lockQueues(): Promise<string[]> {
  await query('SELECT FROM companies FOR NO KEY UPDATE');
  const rows = await query<{ id: string }>('SELECT id FROM queues ORDER BY place, id');
  return rows.map(({ id }) => id);
}
