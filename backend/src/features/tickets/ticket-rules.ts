import type { TicketRules } from '../contacts/ticket-rules.ts';
import { ticketAudience, visibleTickets } from './ticket.policy.ts';

/** What contacts are told of tickets. */
export const ticketRules: TicketRules = {
  visible: (actor) => visibleTickets(actor),
  audience: ticketAudience,
};
