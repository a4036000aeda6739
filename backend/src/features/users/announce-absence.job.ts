import { z } from 'zod';
import { job } from '../../core/jobs.ts';
import { asSystem } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { announcePresence, onlineForMs } from './presence.ts';

const everyMs = 20_000;

/** Tells the admins who has gone: nobody says so when a machine is shut. Twice for one person does no harm. */
export const announceAbsence = job({
  name: 'announce-absence',
  schema: z.object({}),
  everyMs,
  async handle() {
    const gone = await asSystem(() =>
      query<{ company_id: string; id: string; last_seen_at: Date }>(
        `SELECT company_id, id, last_seen_at FROM users
          WHERE last_seen_at <= now() - $1 * interval '1 millisecond'
            AND last_seen_at > now() - $2 * interval '1 millisecond'`,
        [onlineForMs, onlineForMs + 3 * everyMs],
      ),
    );
    for (const { company_id, id, last_seen_at } of gone) {
      announcePresence(company_id, { userId: id, online: false, lastSeenAt: last_seen_at });
    }
  },
});
