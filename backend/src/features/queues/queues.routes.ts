import { queueEndpoints } from '@ticketz/contract/queues';
import { type Route, readRoute, route } from '../../core/http/route.ts';
import { createQueue } from './create-queue.ts';
import { deleteQueue } from './delete-queue.ts';
import { listQueueSummaries, listQueues } from './list-queues.ts';
import { orderQueues } from './order-queues.ts';
import { updateQueue } from './update-queue.ts';

export const queueRoutes: Route[] = [
  readRoute(queueEndpoints.listQueues, async () => ({ items: await listQueues() })),
  readRoute(queueEndpoints.listQueueSummaries, async () => ({ items: await listQueueSummaries() })),
  route(queueEndpoints.createQueue, ({ actor, body }) => createQueue(actor, body)),
  route(queueEndpoints.updateQueue, ({ actor, params, body }) => updateQueue(actor, params.queueId, body)),
  route(queueEndpoints.deleteQueue, ({ actor, params }) => deleteQueue(actor, params.queueId)),
  route(queueEndpoints.orderQueues, async ({ actor, body }) => ({
    items: await orderQueues(actor, body.queueIds),
  })),
];
