import type { LedgerHour } from '@ticketz/contract/connections';
import { now } from '../../core/clock.ts';
import { query } from '../../core/unit-of-work.ts';
import type { Connection } from '../connections/connection.model.ts';
import { firstIdOf } from './first-id-of.ts';

const hours = 48;
const hourMs = 3_600_000;
/** What came is dealt with in milliseconds, and tried again for less than this. */
const patienceSeconds = 60;

type Row = Omit<LedgerHour, 'hour'> & { hour: Date };

/** What a connection took in and sent, by hour. One query; it reads no more than these hours. */
export async function readLedger({ id }: Pick<Connection, 'id'>): Promise<LedgerHour[]> {
  const newest = Math.floor(now().getTime() / hourMs) * hourMs;
  const oldest = new Date(newest - (hours - 1) * hourMs);
  const rows = await query<Row>(
    `WITH took AS (
       SELECT date_trunc('hour', created_at, 'UTC') AS hour, count(*)::int AS received,
              count(*) FILTER (WHERE handled_at IS NULL)::int AS waiting,
              coalesce(bool_or(handled_at IS NULL
                AND created_at < now() - interval '${patienceSeconds} seconds'), false) AS difference
         FROM whatsapp_journal WHERE connection_id = $1 AND created_at >= $2 GROUP BY 1),
     kept AS (
       SELECT date_trunc('hour', created_at, 'UTC') AS hour,
              count(*) FILTER (WHERE direction = 'inbound')::int AS stored,
              count(*) FILTER (WHERE kind = 'undecryptable')::int AS placeholders,
              count(*) FILTER (WHERE status = 'queued')::int AS queued,
              count(*) FILTER (WHERE status IN ('sent', 'delivered', 'read'))::int AS sent,
              count(*) FILTER (WHERE status IN ('delivered', 'read'))::int AS delivered,
              count(*) FILTER (WHERE status = 'read')::int AS read,
              count(*) FILTER (WHERE status = 'failed')::int AS failed
         FROM messages WHERE connection_id = $1 AND id >= $3 AND created_at >= $2 AND NOT history GROUP BY 1)
     SELECT hour, coalesce(received, 0) AS received, coalesce(waiting, 0) AS waiting,
            coalesce(stored, 0) AS stored, coalesce(placeholders, 0) AS placeholders,
            coalesce(queued, 0) AS queued, coalesce(sent, 0) AS sent, coalesce(delivered, 0) AS delivered,
            coalesce(read, 0) AS read, coalesce(failed, 0) AS failed, coalesce(difference, false) AS difference
       FROM generate_series($2::timestamptz, $2::timestamptz + interval '${hours - 1} hours', '1 hour') AS hour
       LEFT JOIN took USING (hour) LEFT JOIN kept USING (hour)
      ORDER BY hour DESC`,
    [id, oldest, firstIdOf(oldest)],
  );
  return rows.map((row) => ({ ...row, hour: row.hour.toISOString() }));
}
