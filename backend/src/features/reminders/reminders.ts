import type { Reminder } from '@ticketz/contract/reminders';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import { notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { getTicketFor } from '../tickets/ticket.policy.ts';
import { readReminder, selectReminders } from './reminder-rows.ts';

interface ReminderQuery {
  state: 'open' | 'done';
  cursor?: string | undefined;
  limit: number;
}

/** The caller's own: the open ones by when they are due, the done ones from the last one done. */
export async function listReminders(
  actor: Actor,
  { state, cursor, limit }: ReminderQuery,
): Promise<{ items: Reminder[]; nextCursor: string | null }> {
  const place = cursor ? decodeCursor(cursor) : null;
  const further = place && '($2::timestamptz, $3::uuid)';
  const values = place ? [place.at, place.id, limit + 1] : [limit + 1];
  const sources = {
    open: {
      where: `r.done_at IS NULL ${further ? `AND (r.due_at, r.id) > ${further}` : ''}`,
      order: 'r.due_at, r.id',
    },
    done: {
      where: `r.done_at IS NOT NULL ${further ? `AND (r.done_at, r.id) < ${further}` : ''}`,
      order: 'r.done_at DESC, r.id DESC',
    },
  };
  const source = { ...sources[state], limit: `$${values.length + 1}` };
  const found = await selectReminders(actor, source, values);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit && last;
  return {
    items,
    nextCursor: more ? encodeCursor({ at: last.doneAt ?? last.dueAt, id: last.id }) : null,
  };
}

/** Remembers something for the caller, about a ticket that they see or about none. */
export async function createReminder(
  actor: Actor,
  { ticketId, note, dueAt }: { ticketId: string | null; note: string; dueAt: string },
): Promise<Reminder> {
  if (ticketId) await getTicketFor(actor, ticketId, 'read');
  const row = await queryOne<{ id: string }>(
    'INSERT INTO reminders (user_id, ticket_id, note, due_at) VALUES ($1, $2, $3, $4) RETURNING id',
    [actor.userId, ticketId, note, new Date(dueAt)],
  );
  return tell(actor, row?.id ?? '');
}

interface ReminderChange {
  note?: string | undefined;
  dueAt?: string | undefined;
  done?: boolean | undefined;
}

/** Changes what is given. Put off, it will fire again. */
export async function updateReminder(
  actor: Actor,
  reminderId: string,
  { note, dueAt, done }: ReminderChange,
): Promise<Reminder> {
  const changed = await queryOne(
    `UPDATE reminders SET
            note = CASE WHEN $3 = '' AND ticket_id IS NULL THEN note ELSE coalesce($3, note) END,
            due_at = coalesce($4, due_at), fired_at = CASE WHEN $4::timestamptz IS NULL THEN fired_at END,
            done_at = CASE WHEN $5::boolean IS NULL THEN done_at WHEN $5
                           THEN coalesce(done_at, date_trunc('milliseconds', now())) END
      WHERE id = $1 AND user_id = $2 RETURNING 1`,
    [reminderId, actor.userId, note ?? null, dueAt ? new Date(dueAt) : null, done ?? null],
  );
  if (!changed) throw notFound();
  return tell(actor, reminderId);
}

export async function deleteReminder(actor: Actor, reminderId: string): Promise<void> {
  const gone = await queryOne('DELETE FROM reminders WHERE id = $1 AND user_id = $2 RETURNING 1', [
    reminderId,
    actor.userId,
  ]);
  if (!gone) throw notFound();
  publish('reminder.deleted', { companyId: actor.companyId, userId: actor.userId, reminderId });
}

/** The person's other devices hear of it. */
async function tell(actor: Actor, reminderId: string): Promise<Reminder> {
  const reminder = await readReminder(actor, reminderId);
  publish('reminder.changed', { companyId: actor.companyId, userId: actor.userId, reminder });
  return reminder;
}
