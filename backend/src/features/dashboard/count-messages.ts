import { query } from '../../core/unit-of-work.ts';
import type { Tally } from './report-cells.ts';
import type { Stretch } from './stretch.ts';

interface Row {
  day: string;
  hour: number;
  queue_id: string | null;
  agent_id: string | null;
  connection_id: string;
  inbound: number;
  outbound: number;
}

/**
 * Counts the messages of a stretch by when they reached us, in the queue that their ticket was in then: ours for who wrote
 * them, customers' for whose ticket it was.
 */
export async function countMessages({ after, until, timeZone }: Stretch, tally: Tally): Promise<void> {
  const rows = await query<Row>(
    `SELECT (m.created_at AT TIME ZONE $3)::date::text AS day, extract(hour FROM m.created_at AT TIME ZONE $3)::int AS hour,
            e.queue_id, CASE m.direction WHEN 'outbound' THEN m.author_id ELSE e.assignee_id END AS agent_id, m.connection_id,
            (count(*) FILTER (WHERE m.direction = 'inbound'))::int AS inbound,
            (count(*) FILTER (WHERE m.direction = 'outbound'))::int AS outbound
       FROM messages m
       LEFT JOIN LATERAL (SELECT queue_id, assignee_id FROM ticket_events
         WHERE ticket_id = m.ticket_id AND id < m.id ORDER BY id DESC LIMIT 1) e ON true
      WHERE m.id > $1 AND m.id <= $2 AND m.direction <> 'internal' AND NOT m.history
      GROUP BY 1, 2, 3, 4, 5`,
    [after, until, timeZone],
  );
  for (const { inbound, outbound, ...row } of rows) {
    const place = {
      day: row.day,
      hour: row.hour,
      queueId: row.queue_id,
      agentId: row.agent_id,
      connectionId: row.connection_id,
      tagIds: [],
    };
    tally.count(place, 'inbound', inbound);
    tally.count(place, 'outbound', outbound);
  }
}
