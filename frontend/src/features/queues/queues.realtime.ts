import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { applyQueue, refetchQueues, removeQueue } from './queue-queries.ts';

export const queuesRealtime: RealtimeHandlers = {
  'queue.updated': ({ queue }, { queryClient }) => applyQueue(queryClient, queue),
  'queue.removed': ({ queueId }, { queryClient }) => removeQueue(queryClient, queueId),
  'queues.rearranged': (_nothing, { queryClient }) => refetchQueues(queryClient),
};
