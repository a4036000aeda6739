import { z } from 'zod';
import { now } from '../../core/clock.ts';
import { job } from '../../core/jobs.ts';
import { asSystem } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { firstIdOf } from './first-id-of.ts';

const dayMs = 24 * 60 * 60_000;
const batch = 5_000;

/**
 * Changes whose message never came: it is from before the linking. As long as the journal is kept one may still come.
 * And what we did to messages, once no phone will ask for it again; what came of it is in the messages.
 */
const kept = { waiting_changes: 14 * dayMs, message_actions: 30 * dayMs } as const;

export const cleanChanges = job({
  name: 'clean-changes',
  schema: z.object({}),
  everyMs: 60 * 60_000,
  async handle(_data, signal) {
    for (const table of ['waiting_changes', 'message_actions'] as const) {
      while (!signal.aborted && (await deleteBatch(table)) === batch);
    }
  },
});

async function deleteBatch(table: keyof typeof kept): Promise<number> {
  const rows = await asSystem(() =>
    query(
      `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE id < $1 LIMIT $2)) RETURNING id`,
      [firstIdOf(new Date(now().getTime() - kept[table])), batch],
    ),
  );
  return rows.length;
}
