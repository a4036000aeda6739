import type { Mention } from '@ticketz/contract/notes';

declare module '../../core/events.ts' {
  interface DomainEvents {
    /** A note names somebody. */
    'mention.made': { companyId: string; userId: string; mention: Mention };
    'mentions.seen': { companyId: string; userId: string; ticketId: string };
  }
}
