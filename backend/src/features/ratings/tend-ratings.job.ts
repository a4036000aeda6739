import { z } from 'zod';
import { job } from '../../core/jobs.ts';
import { asSystem, withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { tendRating } from './tend-rating.ts';

const mostAtOnce = 500;

/** Asks customers how it went and takes what they answered. Rows are the truth: `tickets.rating_due_at`. */
export const tendRatings = job({
  name: 'tend-ratings',
  schema: z.object({}),
  everyMs: 5_000,
  async handle(_data, signal) {
    const due = await asSystem(() =>
      query<{ company_id: string; id: string }>(
        'SELECT company_id, id FROM tickets WHERE rating_due_at <= now() ORDER BY rating_due_at LIMIT $1',
        [mostAtOnce],
      ),
    );
    for (const { company_id, id } of due) {
      if (signal.aborted) return;
      await withCompany(company_id, () => tendRating(company_id, id));
    }
  },
});
