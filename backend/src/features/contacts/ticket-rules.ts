import type { Ticket } from '@ticketz/contract/tickets';
import type { Actor } from '../../core/http/route.ts';

/** What contacts need to know of tickets, which stand above them: given by whoever wires the routes. */
export interface TicketRules {
  /** Who sees a ticket, as SQL over `t`. */
  visible(actor: Actor): string;
  /** The rooms that hear of a ticket. */
  audience(
    companyId: string,
    ticket: {
      status: Ticket['status'];
      queueId: string | null;
      assigneeId: string | null;
      viewerIds: string[] | null;
    },
  ): string[];
}
