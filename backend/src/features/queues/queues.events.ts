import type { QueueSummary } from '@ticketz/contract/queues';

declare module '../../core/events.ts' {
  interface DomainEvents {
    'queue.changed': { companyId: string; queue: QueueSummary };
    'queue.deleted': { companyId: string; queueId: string };
    'queues.ordered': { companyId: string };
    /** These people, or all of the company, see other tickets than before. */
    'sight.changed': { companyId: string; userIds: string[] | 'all' };
  }
}
