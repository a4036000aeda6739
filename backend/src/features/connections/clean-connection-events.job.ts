import { z } from 'zod';
import { job } from '../../core/jobs.ts';
import { asSystem } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';

const keepDays = 30;
const batch = 5_000;

/** Deletes what happened to connections long ago, and answers that nobody has fetched. */
export const cleanConnectionEvents = job({
  name: 'clean-connection-events',
  schema: z.object({}),
  everyMs: 60 * 60_000,
  async handle(_data, signal) {
    await asSystem(() =>
      query("DELETE FROM channel_questions WHERE asked_at < now() - interval '10 minutes'"),
    );
    while (!signal.aborted && (await deleteBatch()) === batch);
  },
});

async function deleteBatch(): Promise<number> {
  const rows = await asSystem(() =>
    query(
      `DELETE FROM connection_events WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM connection_events WHERE at < now() - $1 * interval '1 day' ORDER BY at LIMIT $2))
       RETURNING id`,
      [keepDays, batch],
    ),
  );
  return rows.length;
}
