import './queues.events.ts';
import type { Queue } from '@ticketz/contract/queues';
import { AppError, notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { readQueue, summaryOf } from './list-queues.ts';
import { lockQueues } from './lock-queues.ts';
import { setConnections, setMembers } from './queue-links.ts';

type Changes = { [Name in keyof Omit<Queue, 'id'>]?: Queue[Name] | undefined };

/** Changes what is named. Who came to the queue or went sees it at once. */
export async function updateQueue(
  { companyId }: Actor,
  queueId: string,
  { name, color, greeting, userIds, connectionIds }: Changes,
): Promise<Queue> {
  const known = await lockQueues();
  if (!known.includes(queueId)) throw notFound();
  if (name !== undefined) await mustBeFree(name, queueId);
  await query(
    `UPDATE queues SET name = coalesce($2, name), color = coalesce($3, color), greeting = coalesce($4, greeting)
      WHERE id = $1`,
    [queueId, name ?? null, color ?? null, greeting ?? null],
  );
  const moved = userIds ? await setMembers(queueId, userIds) : [];
  if (connectionIds) await setConnections(queueId, connectionIds);
  const queue = await readQueue(queueId);
  publish('queue.changed', { companyId, queue: summaryOf(queue) });
  if (moved.length > 0) publish('sight.changed', { companyId, userIds: moved });
  return queue;
}

async function mustBeFree(name: string, queueId: string): Promise<void> {
  const other = await queryOne('SELECT 1 FROM queues WHERE folded_name = fold_text($1) AND id <> $2', [
    name,
    queueId,
  ]);
  if (other) throw new AppError('name_taken');
}
