import type { ConnectionEvent, ConnectionHealth } from '@ticketz/contract/connections';
import { now } from '../../core/clock.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import type { Connection } from '../connections/connection.model.ts';
import { presentConnection } from '../connections/connection.presenter.ts';
import { firstIdOf } from './first-id-of.ts';

const shownEvents = 20;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

interface Row {
  inbound5: number;
  inbound60: number;
  outbound5: number;
  outbound60: number;
  inbound_at: Date | null;
  outbound_at: Date | null;
  sending_limits: number;
  queued: number;
  waiting: number;
  reconnects: number;
  /** The newest event's, however old. */
  last_state: string | null;
  last_at: Date | null;
  events: (Omit<ConnectionEvent, 'at'> & { at: string })[];
}

/** How a connection fares. One query; it reads the company's messages of the last hour. */
export async function readConnectionHealth(connection: Connection): Promise<ConnectionHealth> {
  const row = await readRow(connection.id);
  const { state, reason, connectedAt, lastInboundAt, lastOutboundAt } = presentConnection(connection);
  return {
    state,
    reason,
    stateSince: row.last_state === state ? (row.last_at?.toISOString() ?? null) : null,
    connectedAt,
    // The connection's own times are noted now and then only.
    lastInboundAt: later(lastInboundAt, row.inbound_at),
    lastOutboundAt: later(lastOutboundAt, row.outbound_at),
    messagesPerMinute: {
      fiveMinutes: { inbound: row.inbound5 / 5, outbound: row.outbound5 / 5 },
      hour: { inbound: row.inbound60 / 60, outbound: row.outbound60 / 60 },
    },
    queued: row.queued,
    waiting: row.waiting,
    reconnects: row.reconnects,
    sendingLimits: row.sending_limits,
    events: row.events.map(({ at, ...event }) => ({ ...event, at: new Date(at).toISOString() })),
  };
}

function later(noted: string | null, newest: Date | null): string | null {
  const time = newest?.toISOString() ?? null;
  return noted === null || (time !== null && time > noted) ? time : noted;
}

async function readRow(connectionId: string): Promise<Row> {
  const time = now().getTime();
  const row = await queryOne<Row>(
    `SELECT lately.*, failed.*, happened.*, newest.*,
            (SELECT count(*)::int FROM messages WHERE connection_id = $1 AND status = 'queued') AS queued,
            (SELECT count(*)::int FROM whatsapp_journal
              WHERE connection_id = $1 AND handled_at IS NULL) AS waiting,
            (SELECT coalesce(json_agg(json_build_object('at', at, 'state', state, 'reason', reason)), '[]')
               FROM (SELECT at, state, reason FROM connection_events WHERE connection_id = $1 AND at >= $4
                      ORDER BY at DESC LIMIT ${shownEvents}) AS shown) AS events
       FROM (SELECT count(*) FILTER (WHERE direction = 'inbound' AND created_at >= $3)::int AS inbound5,
                    count(*) FILTER (WHERE direction = 'inbound')::int AS inbound60,
                    count(*) FILTER (WHERE direction = 'outbound' AND created_at >= $3)::int AS outbound5,
                    count(*) FILTER (WHERE direction = 'outbound')::int AS outbound60,
                    max(created_at) FILTER (WHERE direction = 'inbound') AS inbound_at,
                    max(created_at) FILTER (WHERE status IN ('sent', 'delivered', 'read')) AS outbound_at
               FROM messages WHERE connection_id = $1 AND id >= $2) AS lately,
            (SELECT count(*)::int AS sending_limits FROM messages
              WHERE connection_id = $1 AND id >= $5 AND status = 'failed'
                AND failure_reason = 'sending_limit') AS failed,
            (SELECT count(*)::int AS reconnects FROM connection_events
              WHERE connection_id = $1 AND at >= $4 AND state = 'connected' AND link_method IS NULL) AS happened,
            (SELECT max(state) AS last_state, max(at) AS last_at FROM (
               SELECT state, at FROM connection_events WHERE connection_id = $1
                ORDER BY at DESC LIMIT 1) AS last) AS newest`,
    [
      connectionId,
      firstIdOf(new Date(time - 60 * minuteMs)),
      new Date(time - 5 * minuteMs),
      new Date(time - dayMs),
      firstIdOf(new Date(time - dayMs)),
    ],
  );
  if (!row) throw new Error('An aggregate gave no row');
  return row;
}
