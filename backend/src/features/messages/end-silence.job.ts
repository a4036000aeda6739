import { z } from 'zod';
import { now } from '../../core/clock.ts';
import { job } from '../../core/jobs.ts';
import { asSystem, withCompany } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { workOff } from '../../core/work-off.ts';
import { type OpeningHoursRow, openingHoursColumn } from '../opening-hours/read-opening-hours.ts';
import { readSettings } from '../settings/company-settings.ts';
import { changeTicket } from '../tickets/change-ticket.ts';
import { handOver } from '../tickets/hand-over.ts';
import { type TicketRow, ticketColumns, ticketJoins } from '../tickets/ticket.presenter.ts';
import { decideTimeOut, type TimeOut } from '../tickets/time-outs/decide-time-out.ts';
import { findSilent, silentSince } from '../tickets/time-outs/find-silent.ts';
import { queueAutomatic } from './queue-automatic.ts';

/**
 * Goes on with tickets in which somebody has been silent for too long. The tickets' rows say since when: whatever is written
 * begins it anew, nothing is lost in a restart, and of two processes the second finds it done.
 */
export const endSilence = job({
  name: 'end-silence',
  schema: z.object({}),
  everyMs: 30_000,
  async handle(_data, signal) {
    await workOff(await asSystem(findSilent), signal, ({ company_id, id }) =>
      withCompany(company_id, () => endSilenceOf(company_id, id)),
    );
  },
});

interface SilentRow extends TicketRow {
  since: Date;
  reminded: boolean;
  schedule: OpeningHoursRow['schedule'] | null;
}

async function endSilenceOf(companyId: string, ticketId: string): Promise<void> {
  await queryOne('SELECT 1 FROM tickets WHERE id = $1 FOR NO KEY UPDATE', [ticketId]);
  const row = await queryOne<SilentRow>(
    `SELECT ${ticketColumns}, ${silentSince} AS since, t.reminded_at >= t.last_message_at AS reminded,
            ${openingHoursColumn('t.queue_id', 't.connection_id')} AS schedule
       FROM tickets t ${ticketJoins} WHERE t.id = $1 AND t.snoozed_at IS NULL`,
    [ticketId],
  );
  if (!row || row.status === 'closed') return;
  const settings = await readSettings();
  const ticket = {
    status: row.status,
    inBot: row.in_bot,
    lastDirection: row.last_direction,
    since: row.since,
    reminded: row.reminded,
    hours: row.schedule,
  };
  const due = decideTimeOut(ticket, settings, now());
  if (due) await act(companyId, row, due, settings.customerSilentText);
}

async function act(companyId: string, row: TicketRow, due: TimeOut, reminder: string): Promise<void> {
  if (due === 'remind') {
    await queueAutomatic(companyId, row, { text: reminder, file: null });
    await query('UPDATE tickets SET reminded_at = $2 WHERE id = $1', [row.id, now()]);
  } else if (due === 'hand-over') {
    await handOver(companyId, row, null, 'silent');
  } else if (due === 'return') {
    const waiting = { status: 'pending', assignee: null, acceptedAt: null, closedAt: null } as const;
    await changeTicket({ companyId }, row, 'ticket.returned', waiting);
  } else {
    const assignee = row.assignee_id ? { id: row.assignee_id, name: row.assignee_name ?? '' } : null;
    const closed = { status: 'closed', assignee, acceptedAt: row.accepted_at, closedAt: now() } as const;
    await changeTicket({ companyId }, row, 'ticket.closed', closed);
  }
}
