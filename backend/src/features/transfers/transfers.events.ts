import type { MessageDetails } from '@ticketz/contract/message-details';
import type { Ticket } from '@ticketz/contract/tickets';
import type { UserSummary } from '@ticketz/contract/users';
import type { TicketBefore } from '../tickets/tickets.events.ts';

declare module '../../core/events.ts' {
  interface DomainEvents {
    /** Somebody has given a ticket away: to a colleague, a queue, another connection. */
    'ticket.transferred': {
      companyId: string;
      ticket: Ticket;
      before: TicketBefore;
      by: UserSummary;
      note: string;
      moves: NonNullable<MessageDetails['transfer']>;
      at: Date;
    };
  }
}
