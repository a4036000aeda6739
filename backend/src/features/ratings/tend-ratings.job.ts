import { z } from 'zod';
import { job } from '../../core/jobs.ts';
import { asSystem, withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { workOff } from '../../core/work-off.ts';
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
    await workOff(due, signal, ({ company_id, id }) =>
      withCompany(company_id, () => tendRating(company_id, id)),
    );
  },
});
