import type { TicketBefore } from '../tickets/tickets.events.ts';

declare module '../../core/events.ts' {
  interface DomainEvents {
    /** Its customer has said how it went, or something about it. */
    'ticket.rated': { companyId: string; ticketId: string; ticket: TicketBefore };
  }
}
