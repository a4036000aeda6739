import { z } from 'zod';
import { enqueue, job } from '../../core/jobs.ts';
import { asSystem } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { checkImportedNumbers } from './check-imported-numbers.job.ts';
import { workOn } from './import-contacts.job.ts';

/** Nothing has moved for so long: whoever worked on it has died, or the store of jobs was down. */
const stillFor = "interval '40 seconds'";
const atOnce = 20;

interface Found {
  id: string;
  company_id: string;
  state: string;
}

/** Goes on with imports that stand still, and deletes old ones with all that was read. */
export const tendImports = job({
  name: 'tend-contact-imports',
  schema: z.object({}),
  everyMs: 30_000,
  async handle(_data, signal) {
    const still = await asSystem(() =>
      query<Found>(
        `SELECT id, company_id, state FROM contact_imports
          WHERE state IN ('checking', 'running', 'numbers') AND moved_at < now() - ${stillFor} ORDER BY moved_at LIMIT ${atOnce}`,
      ),
    );
    for (const { id, company_id, state } of still) {
      const work = { companyId: company_id, importId: id };
      if (state === 'numbers') enqueue(checkImportedNumbers, work);
      else workOn(work);
    }
    while (!signal.aborted && (await deleteOldest()));
  },
});

/** One in a transaction: it may have 50,000 rows. */
async function deleteOldest(): Promise<boolean> {
  const gone = await asSystem(() =>
    query(
      `DELETE FROM contact_imports WHERE (company_id, id) IN (
         SELECT company_id, id FROM contact_imports
          WHERE moved_at < now() - CASE state WHEN 'reading' THEN interval '1 hour' WHEN 'draft' THEN interval '1 day'
                                              WHEN 'checked' THEN interval '1 day' ELSE interval '7 days' END
            AND state NOT IN ('checking', 'running', 'numbers')
          ORDER BY moved_at LIMIT 1) RETURNING id`,
    ),
  );
  return gone.length > 0;
}
