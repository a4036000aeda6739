import './queues.events.ts';
import { notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { lockQueues } from './lock-queues.ts';

/** Deletes a queue; its tickets are in none then, and what waits among them is for everybody who sees such. */
export async function deleteQueue({ companyId }: Actor, queueId: string): Promise<void> {
  const known = await lockQueues();
  if (!known.includes(queueId)) throw notFound();
  await query('DELETE FROM queues WHERE id = $1', [queueId]);
  publish('queue.deleted', { companyId, queueId });
  publish('sight.changed', { companyId, userIds: 'all' });
}
