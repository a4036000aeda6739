import type { Role } from '@ticketz/contract/endpoint';
import { z } from 'zod';
import { publish } from '../../core/events.ts';
import { job } from '../../core/jobs.ts';
import { asSystem, withCompany } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { workOff } from '../../core/work-off.ts';
import { readReminder } from './reminder-rows.ts';

const mostAtOnce = 500;

interface Due {
  company_id: string;
  id: string;
}

/**
 * Tells people what they wanted to be reminded of, each once: that it was told is written with the news itself. What
 * nobody sees at that moment waits in the list as due.
 */
export const fireReminders = job({
  name: 'fire-reminders',
  schema: z.object({}),
  everyMs: 10_000,
  async handle(_data, signal) {
    const due = await asSystem(() =>
      query<Due>(
        `SELECT company_id, id FROM reminders WHERE fired_at IS NULL AND done_at IS NULL AND due_at <= now()
          ORDER BY due_at LIMIT $1`,
        [mostAtOnce],
      ),
    );
    await workOff(due, signal, (reminder) => withCompany(reminder.company_id, () => fireReminder(reminder)));
  },
});

async function fireReminder({ company_id, id }: Due): Promise<void> {
  const fired = await queryOne<{ user_id: string; role: Role }>(
    `UPDATE reminders r SET fired_at = now() FROM users u
      WHERE r.id = $1 AND r.fired_at IS NULL AND r.done_at IS NULL AND r.due_at <= now() AND u.id = r.user_id
      RETURNING r.user_id, u.role`,
    [id],
  );
  if (!fired) return;
  const owner = { userId: fired.user_id, role: fired.role };
  publish('reminder.fired', {
    companyId: company_id,
    userId: fired.user_id,
    reminder: await readReminder(owner, id),
  });
}
