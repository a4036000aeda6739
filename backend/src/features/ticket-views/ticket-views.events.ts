import type { TicketView } from '@ticketz/contract/ticket-views';

declare module '../../core/events.ts' {
  interface DomainEvents {
    /** `wasShared`: before this change. */
    'ticketView.changed': { companyId: string; view: TicketView; wasShared: boolean };
    'ticketView.deleted': { companyId: string; view: TicketView };
  }
}
