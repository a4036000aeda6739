import { notFound } from '../../core/errors.ts';
import { query } from '../../core/unit-of-work.ts';

/** Makes these people the queue's members in the place of those it has; answers who came and who went. */
export async function setMembers(queueId: string, userIds: string[]): Promise<string[]> {
  const known = await query('SELECT FROM users WHERE id = ANY ($1)', [userIds]);
  if (known.length < new Set(userIds).size) throw notFound();
  const gone = await query<{ user_id: string }>(
    'DELETE FROM queue_members WHERE queue_id = $1 AND user_id <> ALL ($2) RETURNING user_id',
    [queueId, userIds],
  );
  const come = await query<{ user_id: string }>(
    `INSERT INTO queue_members (queue_id, user_id) SELECT $1, unnest($2::uuid[])
     ON CONFLICT DO NOTHING RETURNING user_id`,
    [queueId, userIds],
  );
  return [...gone, ...come].map(({ user_id }) => user_id);
}

/** Says which connections' customers come to the queue. Tickets that are there already stay where they are. */
export async function setConnections(queueId: string, connectionIds: string[]): Promise<void> {
  const known = await query('SELECT FROM connections WHERE id = ANY ($1) AND deleted_at IS NULL', [
    connectionIds,
  ]);
  if (known.length < new Set(connectionIds).size) throw notFound();
  await query('DELETE FROM queue_connections WHERE queue_id = $1 AND connection_id <> ALL ($2)', [
    queueId,
    connectionIds,
  ]);
  await query(
    `INSERT INTO queue_connections (queue_id, connection_id) SELECT $1, unnest($2::uuid[])
     ON CONFLICT DO NOTHING`,
    [queueId, connectionIds],
  );
}
