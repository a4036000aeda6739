import type { Queue, QueueSummary } from '@ticketz/contract/queues';
import { notFound } from '../../core/errors.ts';
import { query } from '../../core/unit-of-work.ts';

const columns = `q.id, q.name, q.color, q.greeting,
  ARRAY(SELECT m.user_id::text FROM queue_members m WHERE m.queue_id = q.id ORDER BY m.user_id) AS "userIds",
  ARRAY(SELECT k.connection_id::text FROM queue_connections k
          JOIN connections n ON n.id = k.connection_id AND n.deleted_at IS NULL
         WHERE k.queue_id = q.id ORDER BY k.connection_id) AS "connectionIds"`;

/** The company's queues as admins see them, in their order. */
export function listQueues(): Promise<Queue[]> {
  return query<Queue>(`SELECT ${columns} FROM queues q ORDER BY q.place, q.id`);
}

export function listQueueSummaries(): Promise<QueueSummary[]> {
  return query<QueueSummary>('SELECT id, name, color FROM queues ORDER BY place, id');
}

export async function readQueue(queueId: string): Promise<Queue> {
  const [queue] = await query<Queue>(`SELECT ${columns} FROM queues q WHERE q.id = $1`, [queueId]);
  if (!queue) throw notFound();
  return queue;
}

export function summaryOf({ id, name, color }: Queue): QueueSummary {
  return { id, name, color };
}
