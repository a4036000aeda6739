import type { TicketEvent, TicketTimes } from '@ticketz/contract/ticket-timeline';
import { now } from '../../../core/clock.ts';
import type { Actor } from '../../../core/http/route.ts';
import { query } from '../../../core/unit-of-work.ts';
import { openingHoursOf } from '../../opening-hours/read-opening-hours.ts';
import { openSecondsBetween } from '../../opening-hours/schedule.ts';
import { getTicketFor } from '../ticket.policy.ts';
import { measure, runsOf, type TimelineMessage } from './ticket-times.ts';

interface EventRow {
  id: string;
  kind: TicketEvent['kind'];
  at: Date;
  status: TicketEvent['status'];
  queue_id: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  connection_id: string;
  actor_id: string | null;
  actor_name: string | null;
  score: number | null;
}

/** Who wrote a message, as SQL over `m`: what nobody of ours wrote goes out by itself. */
export const writerOf = `CASE WHEN m.direction = 'inbound' THEN 'customer'
  WHEN m.author_id IS NOT NULL OR m.from_phone THEN 'person' ELSE 'machine' END`;

const noTimes: TicketTimes = {
  queue: null,
  firstResponse: null,
  handling: null,
  waiting: null,
  resolution: null,
};

/** What happened to a ticket, and the times of its last run. */
export async function readTimeline(
  actor: Actor,
  ticketId: string,
): Promise<{ events: TicketEvent[]; times: TicketTimes }> {
  const ticket = await getTicketFor(actor, ticketId, 'read');
  const rows = await query<EventRow>(
    `SELECT e.id, e.kind, e.at, e.status, e.queue_id, e.assignee_id, a.name AS assignee_name, e.connection_id,
            e.actor_id, w.name AS actor_name, e.score
       FROM ticket_events e LEFT JOIN users a ON a.id = e.assignee_id LEFT JOIN users w ON w.id = e.actor_id
      WHERE e.ticket_id = $1 ORDER BY e.id`,
    [ticketId],
  );
  const messages = await query<TimelineMessage>(
    `SELECT m.created_at AS at, ${writerOf} AS from FROM messages m
      WHERE m.ticket_id = $1 AND m.direction <> 'internal' AND NOT m.history ORDER BY m.created_at, m.id`,
    [ticketId],
  );
  const hours = await openingHoursOf({ queueId: ticket.queue_id, connectionId: ticket.connection_id });
  const run = runsOf(rows, messages, now()).at(-1);
  const inOpeningHours = (from: Date, to: Date) => openSecondsBetween(hours, from, to);
  return { events: rows.map(present), times: run ? measure(run.times, inOpeningHours) : noTimes };
}

function present(row: EventRow): TicketEvent {
  return {
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    status: row.status,
    queueId: row.queue_id,
    assignee: row.assignee_id ? { id: row.assignee_id, name: row.assignee_name ?? '' } : null,
    connectionId: row.connection_id,
    actor: row.actor_id ? { id: row.actor_id, name: row.actor_name ?? '' } : null,
    score: row.score,
  };
}
