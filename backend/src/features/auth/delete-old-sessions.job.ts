import { z } from 'zod';
import { job } from '../../core/jobs.ts';
import { asSystem } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';

/** Forgets log-ins that ended a month ago. */
export const deleteOldSessions = job({
  name: 'delete-old-sessions',
  schema: z.object({}),
  everyMs: 6 * 3_600_000,
  async handle() {
    await asSystem(() =>
      query(
        `DELETE FROM sessions
          WHERE revoked_at < now() - interval '30 days' OR expires_at < now() - interval '30 days'`,
      ),
    );
  },
});
