import { z } from 'zod';
import { job } from '../../../core/jobs.ts';
import { asSystem } from '../../../core/tenancy.ts';
import { query } from '../../../core/unit-of-work.ts';

/** WhatsApp doesn't deliver a message again after this long. */
const keepDays = 14;
const batch = 5_000;

/** Deletes what was handled long ago from the journal. */
export const cleanJournal = job({
  name: 'whatsapp-clean-journal',
  schema: z.object({}),
  everyMs: 60 * 60_000,
  async handle(_data, signal) {
    while (!signal.aborted && (await deleteBatch()) === batch);
  },
});

async function deleteBatch(): Promise<number> {
  const rows = await asSystem(() =>
    query(
      `DELETE FROM whatsapp_journal WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM whatsapp_journal
          WHERE created_at < now() - $1 * interval '1 day' AND handled_at IS NOT NULL
          ORDER BY created_at LIMIT $2))
       RETURNING seq`,
      [keepDays, batch],
    ),
  );
  return rows.length;
}
