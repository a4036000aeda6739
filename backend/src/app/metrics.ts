import type { Reading } from '../core/metrics.ts';
import type { Parts } from './parts.ts';

/** What is asked for at each scrape, beside what the process counts as it goes. */
export function metricReadings(parts: Parts): Reading[] {
  const { env, database, realtime, whatsapp } = parts;
  return [
    {
      name: 'ticketz_database_connections',
      help: "The models' connections in use and idle, and units of work that wait for one",
      label: 'state',
      read: () => database.poolUse(),
    },
    {
      name: 'ticketz_database_owner_connections',
      help: 'The same of the pool for sockets, jobs and health',
      label: 'state',
      read() {
        const { totalCount, idleCount, waitingCount } = database.ownerPool;
        return { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
      },
    },
    ...(env.PROCESSES.includes('web')
      ? [
          {
            name: 'ticketz_sockets',
            help: "Browsers' open sockets",
            read: () => realtime.io.sockets.sockets.size,
          },
        ]
      : []),
    ...(env.PROCESSES.includes('whatsapp')
      ? [
          {
            name: 'ticketz_inbox_waiting',
            help: 'Messages that came and wait in memory to be stored',
            read: () => whatsapp()?.waitingMessages() ?? 0,
          },
          {
            name: 'ticketz_intake_waiting',
            help: 'Stanzas of WhatsApp that are read and not worked off; a connection with 500 of them is not read',
            read: () => whatsapp()?.waitingStanzas() ?? 0,
          },
          {
            name: 'ticketz_connections',
            help: 'Connections that this process holds, by state',
            label: 'state',
            read: () => connectionsByState(parts),
          },
        ]
      : []),
    ...(env.PROCESSES.includes('worker') ? installationReadings(parts) : []),
  ];
}

/** Of the whole installation, so told by workers only; with several workers take the maximum. */
function installationReadings({ database }: Parts): Reading[] {
  const number = async (sql: string) => {
    const { rows } = await database.ownerPool.query<{ value: number }>(sql);
    return rows[0]?.value ?? 0;
  };
  return [
    {
      name: 'ticketz_journal_unhandled',
      help: 'Messages that WhatsApp delivered and that are not stored yet, of the whole installation',
      read: () => number('SELECT count(*)::int AS value FROM whatsapp_journal WHERE handled_at IS NULL'),
    },
    {
      name: 'ticketz_messages_queued',
      help: 'Messages that have not gone out yet, of the whole installation',
      read: () => number("SELECT count(*)::int AS value FROM messages WHERE status = 'queued'"),
    },
    {
      name: 'ticketz_delivery_lag_seconds',
      help: 'The age of the oldest message that could go out: its connection is open',
      read: () =>
        number(
          `SELECT coalesce(extract(epoch FROM now() - min(m.created_at)), 0)::float8 AS value
             FROM messages m JOIN connections c ON c.company_id = m.company_id AND c.id = m.connection_id
            WHERE m.status = 'queued' AND c.state = 'connected' AND c.lease_until > now()`,
        ),
    },
  ];
}

async function connectionsByState({ database, processId }: Parts): Promise<Record<string, number>> {
  const { rows } = await database.ownerPool.query<{ state: string; count: number }>(
    'SELECT state, count(*)::int AS count FROM connections WHERE owner_id = $1 GROUP BY state',
    [processId],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
