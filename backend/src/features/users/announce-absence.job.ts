import { z } from 'zod';
import { job } from '../../core/jobs.ts';
import { asSystem } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { announcePresence } from './presence.ts';

const everyMs = 10_000;
const announcedForMs = 6 * everyMs;

/** Tells who has gone: nobody says so when a machine is shut. Twice for one person does no harm. */
export const announceAbsence = job({
  name: 'announce-absence',
  schema: z.object({}),
  everyMs,
  async handle() {
    const gone = await asSystem(async () => {
      await query(`DELETE FROM user_sockets WHERE alive_until < now() - interval '1 hour'`);
      return query<{ company_id: string; id: string; last_seen_at: Date }>(
        `SELECT company_id, id, last_seen_at FROM users
          WHERE online_until <= now() AND online_until > now() - $1 * interval '1 millisecond' AND last_seen_at IS NOT NULL`,
        [announcedForMs],
      );
    });
    for (const { company_id, id, last_seen_at } of gone) {
      announcePresence(company_id, { userId: id, online: false, lastSeenAt: last_seen_at });
    }
  },
});
