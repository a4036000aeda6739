import type { Dashboard } from '@ticketz/contract/dashboard';
import { roleIncludes } from '@ticketz/contract/endpoint';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { visibleTickets } from '../tickets/ticket.policy.ts';
import { isOnlineInSql } from '../users/presence.ts';
import { countedFor } from './read-report.ts';

interface QueueRow {
  id: string | null;
  name: string | null;
  waiting: number;
  longest_since: Date | null;
  open: number;
}

/** How it is now: from the tickets themselves, but for today's hours, which are as old as the last count. */
export async function readDashboard(actor: Actor): Promise<Dashboard> {
  const queues = await readQueues(actor);
  const sums = { waiting: 0, open: 0 };
  for (const { waiting, open } of queues) {
    sums.waiting += waiting;
    sums.open += open;
  }
  const since = queues.flatMap(({ longest_since }) => longest_since?.getTime() ?? []);
  return {
    ...sums,
    longestSince: since.length > 0 ? new Date(Math.min(...since)).toISOString() : null,
    queues: queues.map(({ longest_since, ...queue }) => ({
      ...queue,
      longestSince: longest_since?.toISOString() ?? null,
    })),
    agents: await readAgents(actor),
    today: await readToday(actor),
  };
}

/** Since when a ticket waits is when it last began to: it was opened, opened again or given back. */
function readQueues(actor: Actor): Promise<QueueRow[]> {
  return query<QueueRow>(
    `SELECT t.queue_id AS id, q.name, (count(*) FILTER (WHERE t.status = 'pending'))::int AS waiting,
            min(w.since) AS longest_since, (count(*) FILTER (WHERE t.status = 'open'))::int AS open
       FROM tickets t LEFT JOIN queues q ON q.id = t.queue_id
       LEFT JOIN LATERAL (SELECT e.at AS since FROM ticket_events e
         WHERE t.status = 'pending' AND e.ticket_id = t.id AND e.kind IN ('opened', 'reopened', 'returned')
         ORDER BY e.id DESC LIMIT 1) w ON true
      WHERE t.status <> 'closed' AND NOT t.in_tab AND ${visibleTickets(actor)}
      GROUP BY t.queue_id, q.name, q.place ORDER BY q.place NULLS LAST`,
  );
}

async function readAgents(actor: Actor): Promise<Dashboard['agents']> {
  const all = roleIncludes(actor.role, 'admin');
  const rows = await query<{ id: string; name: string; open: number; online: boolean }>(
    `SELECT u.id, u.name, ${isOnlineInSql('u')} AS online,
            (SELECT count(*)::int FROM tickets t WHERE t.assignee_id = u.id AND t.status = 'open' AND ${visibleTickets(actor)}) AS open
       FROM users u WHERE u.active AND ($2 OR EXISTS (SELECT FROM queue_members m JOIN queue_members mine USING (queue_id)
              WHERE m.user_id = u.id AND mine.user_id = $1))
      ORDER BY u.name`,
    [actor.userId, all],
  );
  return rows.filter(({ open, online }) => open > 0 || online);
}

function readToday(actor: Actor): Promise<Dashboard['today']> {
  return query(
    `SELECT key::int AS hour, sum(inbound)::int AS inbound, sum(opened)::int AS opened FROM report_cells
      WHERE grain = 'hour' AND day = (SELECT (now() AT TIME ZONE time_zone)::date FROM report_states)${countedFor(actor)}
      GROUP BY 1 ORDER BY 1`,
  );
}
