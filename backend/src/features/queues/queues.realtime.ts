import './queues.events.ts';
import { listen, mapToRealtime } from '../../core/events.ts';
import { rooms, signal } from '../../core/realtime.ts';

/** Everybody of the company knows its queues; who sees what is in them is another matter. */
export function mapQueuesToRealtime(): void {
  mapToRealtime('queue.changed', ({ companyId, queue }) => [
    { type: 'queue.updated', data: { queue }, rooms: [rooms.company(companyId)] },
  ]);
  mapToRealtime('queue.deleted', ({ companyId, queueId }) => [
    { type: 'queue.removed', data: { queueId }, rooms: [rooms.company(companyId)] },
  ]);
  mapToRealtime('queues.ordered', ({ companyId }) => [
    { type: 'queues.rearranged', data: {}, rooms: [rooms.company(companyId)] },
  ]);
  mapToRealtime('sight.changed', ({ companyId, userIds }) => [
    {
      type: 'sight.changed',
      data: {},
      rooms:
        userIds === 'all'
          ? [rooms.company(companyId)]
          : userIds.map((userId) => rooms.user(companyId, userId)),
    },
  ]);
  // The sockets' rooms follow in every process.
  listen('sight.changed', ({ companyId }) => signal('sight.changed', { companyId }));
}
