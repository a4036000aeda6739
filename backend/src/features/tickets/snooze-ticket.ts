import type { Ticket } from '@ticketz/contract/tickets';
import { now } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { getTicketFor, sightOf } from './ticket.policy.ts';
import { presentTicket, type TicketRow } from './ticket.presenter.ts';

/** Puts an open ticket off until a time; without one until the customer writes, which ends the others too. */
export async function snoozeTicket(actor: Actor, ticketId: string, until: Date | null): Promise<Ticket> {
  const row = await getTicketFor(actor, ticketId, 'change');
  if (row.status !== 'open') throw new AppError('ticket_not_open');
  if (until && until <= now()) throw new AppError('time_passed');
  return writeSnooze(actor.companyId, row, { snoozed_at: now(), snoozed_until: until, woken_at: null });
}

/** Takes a ticket back before its time. One that isn't put off stays as it is. */
export async function unsnoozeTicket(actor: Actor, ticketId: string): Promise<Ticket> {
  const row = await getTicketFor(actor, ticketId, 'change');
  if (!row.snoozed_at && !row.woken_at) return presentTicket(row);
  return writeSnooze(actor.companyId, row, { snoozed_at: null, snoozed_until: null, woken_at: null });
}

type Snooze = Pick<TicketRow, 'snoozed_at' | 'snoozed_until' | 'woken_at'>;

/** Writes until when a ticket is put off, and tells it. Its row is locked. */
export async function writeSnooze(companyId: string, row: TicketRow, snooze: Snooze): Promise<Ticket> {
  const updated = await queryOne<{ version: number }>(
    `UPDATE tickets SET snoozed_at = $2, snoozed_until = $3, woken_at = $4, version = version + 1
      WHERE id = $1 RETURNING version`,
    [row.id, snooze.snoozed_at, snooze.snoozed_until, snooze.woken_at],
  );
  const ticket = presentTicket({ ...row, ...snooze, version: updated?.version ?? row.version });
  const before = sightOf(row);
  publish(snooze.woken_at ? 'ticket.woken' : 'ticket.touched', { companyId, ticket, before });
  return ticket;
}
