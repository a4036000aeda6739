import { query } from '../../core/unit-of-work.ts';
import type { Connection } from './connection.model.ts';

/** What is worth a line in the connection's history: another state or reason, or a socket newly opened. */
const telling = ['state', 'reason', 'connectedAt'] as const;

/** Keeps a connection's change for its history, before the change is saved. Says nothing of what isn't news. */
export async function noteConnectionEvent(connection: Connection): Promise<void> {
  if (!telling.some((key) => connection.changed(key))) return;
  const { id, state, reason } = connection;
  const linkedBy = state === 'connected' ? (connection.previous('linkMethod') ?? null) : null;
  await query(
    'INSERT INTO connection_events (connection_id, state, reason, link_method) VALUES ($1, $2, $3, $4)',
    [id, state, reason, linkedBy],
  );
}
