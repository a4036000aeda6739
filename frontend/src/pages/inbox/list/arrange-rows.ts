import type { Ticket } from '@ticketz/contract/tickets';
import { compareTickets } from '../../../features/tickets/ticket-pages.ts';

export interface Arranged {
  rows: Ticket[];
  /** Tickets that belong above what is shown, but wait there until nobody points at the list. */
  newAbove: number;
}

/** Order as it was when somebody began to point at the list. */
export interface HeldOrder {
  rows: readonly Ticket[];
}

/**
 * The rows while the order is held: each stays in its place with its newest content, what left the tab stays until the
 * order is let go, older ones loaded meanwhile come at the end, newer ones are counted.
 */
export function arrangeRows(live: readonly Ticket[], held: HeldOrder | null): Arranged {
  const lastHeld = held?.rows.at(-1);
  if (!held || !lastHeld) return { rows: [...live], newAbove: 0 };
  const byId = new Map(live.map((ticket) => [ticket.id, ticket]));
  const heldIds = new Set(held.rows.map(({ id }) => id));
  const stayed = held.rows.map((ticket) => byId.get(ticket.id) ?? ticket);
  const older = live.filter((ticket) => !heldIds.has(ticket.id) && compareTickets(ticket, lastHeld) > 0);
  const top = held.rows[0];
  const newAbove = live.filter(
    (ticket) => ticket.id !== top?.id && top !== undefined && ticket.lastMessageAt > top.lastMessageAt,
  ).length;
  return { rows: [...stayed, ...older], newAbove };
}
