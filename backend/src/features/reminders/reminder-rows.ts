import type { Reminder } from '@ticketz/contract/reminders';
import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { presentContactSummary } from '../contacts/contact.presenter.ts';
import { visibleTickets } from '../tickets/ticket.policy.ts';

interface ReminderRow {
  id: string;
  note: string;
  due_at: Date;
  fired_at: Date | null;
  done_at: Date | null;
  created_at: Date;
  about_ticket: boolean;
  ticket_id: string | null;
  number: number;
  contact_id: string;
  given_name: string | null;
  push_name: string | null;
  phone: string | null;
}

/** The person whose reminders they are. */
export type Owner = Pick<Actor, 'userId' | 'role'>;

/**
 * A person's reminders that `source` selects, as they may see them: of a ticket that a colleague has by now nothing is
 * told. `source`: conditions over `r`; the first value is the person's id.
 */
export async function selectReminders(
  owner: Owner,
  source: { where: string; order: string; limit: string },
  values: unknown[],
): Promise<Reminder[]> {
  const { where, order, limit } = source;
  const rows = await query<ReminderRow>(
    `SELECT r.id, r.note, r.due_at, r.fired_at, r.done_at, r.created_at, r.ticket_id IS NOT NULL AS about_ticket,
            t.id AS ticket_id, t.number, t.contact_id, c.given_name, c.push_name, p.value AS phone
       FROM (SELECT * FROM reminders r WHERE r.user_id = $1 AND ${where} ORDER BY ${order} LIMIT ${limit}) r
       LEFT JOIN tickets t ON t.id = r.ticket_id AND ${visibleTickets(owner)}
       LEFT JOIN contacts c ON c.id = t.contact_id
       LEFT JOIN LATERAL (SELECT i.value FROM contact_identities i
         WHERE i.contact_id = t.contact_id AND i.kind = 'phone' ORDER BY i.created_at LIMIT 1) p ON true
      ORDER BY ${order}`,
    [owner.userId, ...values],
  );
  return rows.map(presentReminder);
}

/** One of the person's own; anybody else's isn't there. */
export async function readReminder(owner: Owner, reminderId: string): Promise<Reminder> {
  const [reminder] = await selectReminders(owner, { where: 'r.id = $2', order: 'r.id', limit: '1' }, [
    reminderId,
  ]);
  if (!reminder) throw notFound();
  return reminder;
}

function presentReminder(row: ReminderRow): Reminder {
  const { ticket_id, number } = row;
  return {
    id: row.id,
    note: row.note,
    ticket: ticket_id
      ? { id: ticket_id, number, contactName: presentContactSummary({ ...row, id: row.contact_id }).name }
      : null,
    ticketGone: row.about_ticket && ticket_id === null,
    dueAt: row.due_at.toISOString(),
    firedAt: row.fired_at?.toISOString() ?? null,
    doneAt: row.done_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
