import { type Schedule, schedule } from '@ticketz/contract/opening-hours';
import { query, queryOne } from '../../core/unit-of-work.ts';
import type { Hours } from './schedule.ts';

/** What has hours: the queue and the connection of a ticket, or what is known of them. */
export interface HoursOf {
  queueId: string | null;
  connectionId: string | null;
}

/** Hours as they are stored. */
export interface OpeningHoursRow {
  queue_id: string | null;
  connection_id: string | null;
  schedule: Schedule;
}

/** The hours that a ticket goes by: its queue's, else its connection's, else the company's; null: always open. */
export async function openingHoursOf({ queueId, connectionId }: HoursOf): Promise<Hours> {
  const row = await queryOne<OpeningHoursRow>(
    `SELECT ${openingHoursColumn('$1::uuid', '$2::uuid')} AS schedule`,
    [queueId, connectionId],
  );
  return row?.schedule ?? null;
}

/** The same as SQL, to be selected beside other columns. `queue` and `connection`: their ids in SQL. */
export function openingHoursColumn(queue: string, connection: string): string {
  return `(SELECT o.schedule FROM opening_hours o
    WHERE o.queue_id = ${queue} OR o.connection_id = ${connection} OR (o.queue_id IS NULL AND o.connection_id IS NULL)
    ORDER BY o.queue_id IS NULL, o.connection_id IS NULL LIMIT 1)`;
}

/** All hours of the company at once, for who counts many tickets: answers like `openingHoursOf`. */
export async function readAllOpeningHours(): Promise<(of: HoursOf) => Hours> {
  const rows = await listSchedules();
  const find = (queueId: string | null, connectionId: string | null) =>
    rows.find((row) => row.queue_id === queueId && row.connection_id === connectionId)?.schedule;
  return ({ queueId, connectionId }) =>
    (queueId ? find(queueId, null) : null) ??
    (connectionId ? find(null, connectionId) : null) ??
    find(null, null) ??
    null;
}

/** As they are stored: the company's first, then those of connections, then those of queues. */
export async function listSchedules(): Promise<OpeningHoursRow[]> {
  const rows = await query<OpeningHoursRow>(
    `SELECT o.queue_id, o.connection_id, o.schedule FROM opening_hours o
       LEFT JOIN connections n ON n.id = o.connection_id LEFT JOIN queues q ON q.id = o.queue_id
      WHERE n.deleted_at IS NULL
      ORDER BY o.queue_id IS NOT NULL, o.connection_id IS NOT NULL, n.name, q.place, o.id`,
  );
  return rows.map((row) => ({ ...row, schedule: schedule.parse(row.schedule) }));
}
