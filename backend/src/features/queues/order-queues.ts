import './queues.events.ts';
import type { Queue } from '@ticketz/contract/queues';
import { notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { listQueues } from './list-queues.ts';
import { lockQueues } from './lock-queues.ts';

/** Puts the queues in this order; those that aren't named come after them, as they were. */
export async function orderQueues({ companyId }: Actor, queueIds: string[]): Promise<Queue[]> {
  const known = await lockQueues();
  if (queueIds.some((queueId) => !known.includes(queueId))) throw notFound();
  const order = [...new Set([...queueIds, ...known])];
  await query(
    `UPDATE queues q SET place = o.place
       FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, place) WHERE q.id = o.id`,
    [order],
  );
  publish('queues.ordered', { companyId });
  return listQueues();
}
