import './queues.events.ts';
import type { Queue } from '@ticketz/contract/queues';
import { AppError } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { readQueue, summaryOf } from './list-queues.ts';
import { lockQueues } from './lock-queues.ts';
import { setConnections, setMembers } from './queue-links.ts';

/** Makes a queue, the last in the order. */
export async function createQueue(
  { companyId }: Actor,
  { name, color, greeting, userIds, connectionIds }: Omit<Queue, 'id'>,
): Promise<Queue> {
  const others = await lockQueues();
  const made = await queryOne<{ id: string }>(
    `INSERT INTO queues (name, color, greeting, place)
     SELECT $1, $2, $3, coalesce(max(place), 0) + 1 FROM queues
     ON CONFLICT DO NOTHING RETURNING id`,
    [name, color, greeting],
  );
  if (!made) throw new AppError('name_taken');
  await setMembers(made.id, userIds);
  await setConnections(made.id, connectionIds);
  const queue = await readQueue(made.id);
  publish('queue.changed', { companyId, queue: summaryOf(queue) });
  // Where there were none everybody saw everything that waits.
  publish('sight.changed', { companyId, userIds: others.length === 0 ? 'all' : queue.userIds });
  return queue;
}
