import { z } from 'zod';
import { delay } from '../../core/clock.ts';
import { giveWay } from '../../core/company-turns.ts';
import { enqueue, job } from '../../core/jobs.ts';
import { withCompany } from '../../core/tenancy.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { checkImportedNumbers } from './check-imported-numbers.job.ts';
import { tellImport } from './find-import.ts';
import { handleBatch } from './handle-batch.ts';

/** After so many the next company's import has its turn. */
const batchesInARow = 20;
const longestRestMs = 500;
const mostFailures = 5;

const schema = z.object({ companyId: z.uuid(), importId: z.uuid() });
type Work = z.infer<typeof schema>;

/** Works through an import or its dry run. Which row is next stands in the database: it may be begun twice, or die. */
export const importContacts = job({
  name: 'import-contacts',
  schema,
  concurrency: 2,
  async handle(work, signal) {
    try {
      if (await goOn(work, signal)) workOn(work);
    } catch (error) {
      await countFailure(work);
      throw error;
    }
  },
});

/** Has a worker begin with it, or go on. */
export function workOn(work: Work): void {
  enqueue(importContacts, work);
}

/** True while there is more to do. */
async function goOn({ companyId, importId }: Work, signal: AbortSignal): Promise<boolean> {
  for (let batch = 0; batch < batchesInARow; batch += 1) {
    if (signal.aborted) return false;
    await giveWay(companyId);
    const begun = performance.now();
    if (!(await withCompany(companyId, () => handleBatch(companyId, importId)))) {
      enqueue(checkImportedNumbers, { companyId, importId });
      return false;
    }
    // As long as it worked it rests: the database and this process have others to serve.
    await delay(Math.min(longestRestMs, performance.now() - begun), signal);
  }
  return true;
}

/** What fails again and again comes to an end, and says so. */
async function countFailure({ companyId, importId }: Work): Promise<void> {
  await withCompany(companyId, async () => {
    const row = await queryOne<{ state: string }>(
      `UPDATE contact_imports SET failures = failures + 1,
              state = CASE WHEN failures + 1 >= ${mostFailures} THEN 'failed' ELSE state END,
              ended_at = CASE WHEN failures + 1 >= ${mostFailures} THEN now() ELSE ended_at END
        WHERE id = $1 AND state IN ('checking', 'running') RETURNING state`,
      [importId],
    );
    if (row?.state === 'failed') await tellImport(companyId, importId);
  });
}
