import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { cursor, id, instant, limit } from './ids.ts';

/** The ticket that a reminder is about. */
const reminderTicket = z.object({ id, number: z.int(), contactName: z.string() });

/**
 * What a person wants to be reminded of, theirs alone. `firedAt`: since when it is due; null again when it is put off.
 * `ticket` is null where it is about none, or about one that this person doesn't see any more (`ticketGone`).
 */
export const reminder = z.object({
  id,
  note: z.string(),
  ticket: reminderTicket.nullable(),
  ticketGone: z.boolean(),
  dueAt: instant,
  firedAt: instant.nullable(),
  doneAt: instant.nullable(),
  createdAt: instant,
});
export type Reminder = z.infer<typeof reminder>;

const note = z.string().trim().max(500);
const reminderParams = z.object({ reminderId: id });

export const reminderEndpoints = {
  /** The caller's own: `open` by when they are due, `done` the last done first. */
  listReminders: endpoint({
    method: 'GET',
    path: '/reminders',
    access: 'agent',
    query: z.object({
      state: z.enum(['open', 'done']).default('open'),
      cursor: cursor.optional(),
      limit: limit.default(100),
    }),
    response: z.object({ items: z.array(reminder), nextCursor: cursor.nullable() }),
  }),
  /** It is about a ticket, or has a note, or both. */
  createReminder: endpoint({
    method: 'POST',
    path: '/reminders',
    access: 'agent',
    body: z
      .strictObject({ ticketId: id.nullable(), note, dueAt: instant })
      .refine(({ ticketId, note: text }) => ticketId !== null || text !== '', {
        path: ['note'],
        message: 'A reminder is about a ticket or has a note',
      }),
    response: reminder,
  }),
  /** Another time makes it fire again. */
  updateReminder: endpoint({
    method: 'PATCH',
    path: '/reminders/:reminderId',
    access: 'agent',
    params: reminderParams,
    body: z.strictObject({ note: note.optional(), dueAt: instant.optional(), done: z.boolean().optional() }),
    response: reminder,
  }),
  deleteReminder: endpoint({
    method: 'DELETE',
    path: '/reminders/:reminderId',
    access: 'agent',
    params: reminderParams,
    response: z.void(),
  }),
};
