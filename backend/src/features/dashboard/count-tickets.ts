import { type TicketEventKind, ticketTimeNames } from '@ticketz/contract/ticket-timeline';
import type { TicketStatus } from '@ticketz/contract/tickets';
import { query } from '../../core/unit-of-work.ts';
import type { HoursOf } from '../opening-hours/read-opening-hours.ts';
import { type Hours, openSecondsBetween } from '../opening-hours/schedule.ts';
import { writerOf } from '../tickets/timeline/read-timeline.ts';
import {
  clockSeconds,
  type RunTimes,
  runsOf,
  secondsOf,
  type TimelineMessage,
} from '../tickets/timeline/ticket-times.ts';
import { type Place, type Tally, timeColumn } from './report-cells.ts';
import type { Stretch } from './stretch.ts';

/** The opening hours that a ticket goes by. */
type FindHours = (of: HoursOf) => Hours;

interface EventRow {
  id: string;
  ticket_id: string;
  kind: TicketEventKind;
  at: Date;
  status: TicketStatus;
  queue_id: string | null;
  assignee_id: string | null;
  connection_id: string;
  tag_ids: string[];
  score: number | null;
  day: string;
  hour: number;
}

/** Counts what happened to tickets in a stretch; the times of a run when it is closed, for whose it was then. */
export async function countTickets(stretch: Stretch, hoursOf: FindHours, tally: Tally): Promise<void> {
  const { after, until, timeZone } = stretch;
  const events = await query<EventRow>(
    `SELECT id, ticket_id, kind, at, status, queue_id, assignee_id, connection_id, tag_ids, score,
            (at AT TIME ZONE $3)::date::text AS day, extract(hour FROM at AT TIME ZONE $3)::int AS hour
       FROM ticket_events
      WHERE id > $1 AND id <= $2 AND kind IN ('opened', 'reopened', 'closed', 'rated') ORDER BY id`,
    [after, until, timeZone],
  );
  const closings = events.filter(({ kind }) => kind === 'closed');
  const timesOf = await readTimes(
    closings.map(({ ticket_id }) => ticket_id),
    until,
  );
  for (const event of events) {
    const place = placeOf(event);
    if (event.kind === 'rated') tally.rate(place, event.score ?? 0);
    else tally.count(place, event.kind === 'closed' ? 'closed' : 'opened');
    const times = event.kind === 'closed' ? timesOf(event) : null;
    if (times) tallyTimes(tally, place, times, hoursOf);
  }
}

function placeOf(event: EventRow): Place {
  return {
    day: event.day,
    hour: event.hour,
    queueId: event.queue_id,
    agentId: event.assignee_id,
    connectionId: event.connection_id,
    tagIds: event.tag_ids,
  };
}

function tallyTimes(tally: Tally, place: Place, times: RunTimes, hoursOf: FindHours): void {
  const hours = hoursOf(place);
  for (const name of ticketTimeNames) {
    const intervals = times[name]?.intervals;
    if (!intervals) continue;
    tally.time(place, timeColumn(name, 'clock'), secondsOf(intervals, clockSeconds));
    const opening = secondsOf(intervals, (from, to) => openSecondsBetween(hours, from, to));
    tally.time(place, timeColumn(name, 'opening'), opening);
  }
}

type Closing = Pick<EventRow, 'ticket_id' | 'at'>;

/** The times of the run that a closing ended. */
async function readTimes(ticketIds: string[], until: string): Promise<(closing: Closing) => RunTimes | null> {
  const ids = [...new Set(ticketIds)];
  if (ids.length === 0) return () => null;
  const events = await query<Pick<EventRow, 'ticket_id' | 'kind' | 'at' | 'status'>>(
    `SELECT ticket_id, kind, at, status FROM ticket_events WHERE ticket_id = ANY ($1) AND id <= $2 ORDER BY id`,
    [ids, until],
  );
  const messages = await query<TimelineMessage & { ticket_id: string }>(
    `SELECT m.ticket_id, m.created_at AS at, ${writerOf} AS from FROM messages m
      WHERE m.ticket_id = ANY ($1) AND m.id <= $2 AND m.direction <> 'internal' AND NOT m.history
      ORDER BY m.created_at, m.id`,
    [ids, until],
  );
  const [eventsOf, messagesOf] = [byTicket(events), byTicket(messages)];
  return ({ ticket_id, at }) => {
    const runs = runsOf(eventsOf.get(ticket_id) ?? [], messagesOf.get(ticket_id) ?? [], at);
    return runs.find(({ closedAt }) => closedAt?.getTime() === at.getTime())?.times ?? null;
  };
}

function byTicket<Row extends { ticket_id: string }>(rows: Row[]): Map<string, Row[]> {
  const lists = new Map<string, Row[]>();
  for (const row of rows) {
    const list = lists.get(row.ticket_id);
    if (list) list.push(row);
    else lists.set(row.ticket_id, [row]);
  }
  return lists;
}
