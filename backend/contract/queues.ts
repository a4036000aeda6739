import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id } from './ids.ts';
import { tagColors } from './tags.ts';

/** A queue (a department) as everybody in the company sees it. Tickets carry only its id: name and colour are read here. */
export const queueSummary = z.object({ id, name: z.string(), color: z.enum(tagColors) });
export type QueueSummary = z.infer<typeof queueSummary>;

/**
 * A queue as admins see it. `userIds`: its members, who see what waits in it. `connectionIds`: those whose customers come
 * to it; where it is a connection's only one, its new tickets are in it at once. `greeting` is what they are told then.
 */
export const queue = queueSummary.extend({
  greeting: z.string(),
  userIds: z.array(id),
  connectionIds: z.array(id),
});
export type Queue = z.infer<typeof queue>;

const queueBody = z.strictObject({
  name: z.string().trim().min(1).max(40),
  color: z.enum(tagColors),
  greeting: z.string().trim().max(2_000),
  userIds: z.array(id).max(500),
  connectionIds: z.array(id).max(100),
});
const queueParams = z.object({ queueId: id });

export const queueEndpoints = {
  /** All of them, in their order. */
  listQueues: endpoint({
    method: 'GET',
    path: '/queues',
    access: 'admin',
    response: z.object({ items: z.array(queue) }),
  }),
  listQueueSummaries: endpoint({
    method: 'GET',
    path: '/queue-summaries',
    access: 'agent',
    response: z.object({ items: z.array(queueSummary) }),
  }),
  /** It comes last. With the first one begins that agents see only what waits in their queues. */
  createQueue: endpoint({
    method: 'POST',
    path: '/queues',
    access: 'admin',
    body: queueBody.extend({
      greeting: queueBody.shape.greeting.default(''),
      userIds: queueBody.shape.userIds.default([]),
      connectionIds: queueBody.shape.connectionIds.default([]),
    }),
    response: queue,
  }),
  /** Whoever isn't a member any more loses what waits in it at once. */
  updateQueue: endpoint({
    method: 'PATCH',
    path: '/queues/:queueId',
    access: 'admin',
    params: queueParams,
    body: queueBody.partial(),
    response: queue,
  }),
  /** Its tickets are in no queue then. */
  deleteQueue: endpoint({
    method: 'DELETE',
    path: '/queues/:queueId',
    access: 'admin',
    params: queueParams,
    response: z.void(),
  }),
  /** Puts them in this order; those that aren't named follow as they are. */
  orderQueues: endpoint({
    method: 'PUT',
    path: '/queue-order',
    access: 'admin',
    body: z.strictObject({ queueIds: z.array(id).min(1).max(500) }),
    response: z.object({ items: z.array(queue) }),
  }),
};
