import type { BotReason } from '@ticketz/contract/bot-menus';
import type { Ticket } from '@ticketz/contract/tickets';
import type { TicketSight } from './ticket.policy.ts';

/** Who could see a ticket before something happened to it. */
export type TicketBefore = TicketSight;

interface TicketChange {
  companyId: string;
  ticket: Ticket;
  before: TicketBefore;
}

declare module '../../core/events.ts' {
  interface DomainEvents {
    'ticket.opened': { companyId: string; ticket: Ticket };
    'ticket.accepted': TicketChange;
    'ticket.returned': TicketChange;
    /** Somebody else than its new assignee gave it to them. */
    'ticket.assigned': TicketChange;
    /** The bot has nothing to do with it any more: it waits for people. */
    'ticket.handedOver': TicketChange & { because: BotReason };
    'ticket.closed': TicketChange;
    'ticket.reopened': TicketChange;
    /** A message came or went, or was read: nothing that changes who works on it. */
    'ticket.touched': TicketChange;
    /** It was put off, and its time is up. */
    'ticket.woken': TicketChange;
    /** Its messages went into another ticket of the same person, or it is deleted with its person. */
    'ticket.merged': { companyId: string; ticketId: string; before: TicketBefore };
  }
}
