import { pageActive } from '../../lib/page-active.ts';

let openTicketId: string | null = null;

/** Which conversation is on the screen of this tab. */
export function setOpenTicket(ticketId: string | null): void {
  openTicketId = ticketId;
}

/** True while somebody looks at this very conversation in this tab. */
export function isReading(ticketId: string): boolean {
  return openTicketId === ticketId && pageActive.get();
}
