import { roleIncludes } from '@ticketz/contract/endpoint';
import { daysBetween, type Report, type ReportPart, type ReportQuery } from '@ticketz/contract/reports';
import type { Actor } from '../../core/http/route.ts';
import { uuidLiteral } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import type { Grain } from './report-cells.ts';
import { presentFigures, type SumRow, sumColumns } from './report-figures.ts';

type Wanted = Pick<Actor, 'role' | 'userId'> & ReportQuery;

/** Which cells count for a person: admins' all, a supervisor's those of their queues. */
export function countedFor({
  role,
  userId,
  queueId,
}: Pick<Actor, 'role' | 'userId'> & Pick<ReportQuery, 'queueId'>): string {
  const wanted = queueId ? [`queue_id = ${uuidLiteral(queueId)}`] : [];
  const own = roleIncludes(role, 'admin')
    ? []
    : [
        `queue_id = ANY (ARRAY(SELECT q.queue_id FROM queue_members q WHERE q.user_id = ${uuidLiteral(userId)}))`,
      ];
  return [...own, ...wanted].map((rule) => ` AND ${rule}`).join('');
}

/** How it went in a period, and in the one before; read from counts, never from messages. */
export async function readReport(
  { role, userId }: Pick<Actor, 'role' | 'userId'>,
  asked: ReportQuery,
): Promise<Report> {
  const wanted = { role, userId, ...asked };
  // One after the other: a report must not take more than one of the database's connections.
  const state = await readState();
  const totals = await readTotals(wanted);
  const days = await readBy<{ day: string }>(wanted, 'queue', 'day::text AS day', 'ORDER BY 1');
  return {
    timeZone: state?.time_zone ?? 'UTC',
    countedUntil: state?.at?.toISOString() ?? null,
    total: presentFigures(totals.find(({ before }) => !before)),
    before: presentFigures(totals.find(({ before }) => before)),
    days: days.map((row) => ({ day: row.day, figures: presentFigures(row) })),
    hours: await readHours(wanted),
    queues: await readParts(wanted, 'queue', 'queue_id::text', 'queues'),
    agents: await readParts(wanted, 'agent', 'key', 'users'),
    connections: await readParts(wanted, 'connection', 'key', 'connections'),
    tags: await readParts(wanted, 'tag', 'key', 'tags'),
  };
}

function readState(): Promise<{ time_zone: string; at: Date | null } | null> {
  return queryOne('SELECT time_zone, uuid_extract_timestamp(counted_until) AS at FROM report_states');
}

function readTotals(wanted: Wanted): Promise<(SumRow & { before: boolean })[]> {
  return query(
    `SELECT day < $1::date AS before, ${sumColumns(wanted.measure)} FROM report_cells
      WHERE grain = 'queue' AND day BETWEEN $1::date - $3::int AND $2${countedFor(wanted)} GROUP BY 1`,
    [wanted.firstDay, wanted.lastDay, daysBetween(wanted.firstDay, wanted.lastDay)],
  );
}

function readBy<Key extends object>(
  wanted: Wanted,
  grain: Grain,
  column: string,
  order = '',
): Promise<(SumRow & Key)[]> {
  return query(
    `SELECT ${column}, ${sumColumns(wanted.measure)} FROM report_cells
      WHERE grain = $3 AND day BETWEEN $1 AND $2${countedFor(wanted)} GROUP BY 1 ${order}`,
    [wanted.firstDay, wanted.lastDay, grain],
  );
}

function readHours(wanted: Wanted): Promise<Report['hours']> {
  return query(
    `SELECT extract(isodow FROM day)::int AS weekday, key::int AS hour, sum(opened)::int AS opened, sum(inbound)::int AS inbound
       FROM report_cells WHERE grain = 'hour' AND day BETWEEN $1 AND $2${countedFor(wanted)} GROUP BY 1, 2 ORDER BY 1, 2`,
    [wanted.firstDay, wanted.lastDay],
  );
}

/** By one thing, what had most to do first. */
async function readParts(
  wanted: Wanted,
  grain: Grain,
  column: string,
  table: 'queues' | 'users' | 'connections' | 'tags',
): Promise<ReportPart[]> {
  const rows = await readBy<{ id: string | null }>(wanted, grain, `${column} AS id`);
  const ids = rows.flatMap(({ id }) => id ?? []);
  const named = await query<{ id: string; name: string }>(
    `SELECT id, name FROM ${table} WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return rows
    .toSorted((one, other) => other.closed + other.opened - one.closed - one.opened)
    .map((row) => ({ id: row.id, name: names.get(row.id ?? '') ?? null, figures: presentFigures(row) }));
}
