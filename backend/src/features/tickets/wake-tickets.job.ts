import { z } from 'zod';
import { now } from '../../core/clock.ts';
import { job } from '../../core/jobs.ts';
import { asSystem, withCompany } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { workOff } from '../../core/work-off.ts';
import { writeSnooze } from './snooze-ticket.ts';
import { type TicketRow, ticketColumns, ticketJoins } from './ticket.presenter.ts';

const mostAtOnce = 500;

/**
 * Brings back the tickets whose time is up. Rows are the truth: what a process that died has left is found the next time,
 * and of two at once the second finds the ticket awake. So each comes back, and is told of, once.
 */
export const wakeTickets = job({
  name: 'wake-tickets',
  schema: z.object({}),
  everyMs: 10_000,
  async handle(_data, signal) {
    const due = await asSystem(() =>
      query<{ company_id: string; id: string }>(
        'SELECT company_id, id FROM tickets WHERE snoozed_until <= now() ORDER BY snoozed_until LIMIT $1',
        [mostAtOnce],
      ),
    );
    await workOff(due, signal, ({ company_id, id }) =>
      withCompany(company_id, () => wakeTicket(company_id, id)),
    );
  },
});

async function wakeTicket(companyId: string, ticketId: string): Promise<void> {
  const due = await queryOne('SELECT 1 FROM tickets WHERE id = $1 AND snoozed_until <= now() FOR UPDATE', [
    ticketId,
  ]);
  if (!due) return;
  const row = await queryOne<TicketRow>(
    `SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id = $1`,
    [ticketId],
  );
  if (row) await writeSnooze(companyId, row, { snoozed_at: null, snoozed_until: null, woken_at: now() });
}
