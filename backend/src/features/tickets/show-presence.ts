import type { TicketPresence } from '@ticketz/contract/tickets';
import type { Actor } from '../../core/http/route.ts';
import { emitEphemeral, rooms } from '../../core/realtime.ts';
import { afterCommit } from '../../core/unit-of-work.ts';
import { getTicketFor, sightOf, ticketAudience } from './ticket.policy.ts';

/**
 * Tells those who see the ticket that this person looks at it, or writes in it. Nothing is kept: browsers say it again
 * and again while it lasts, and forget whoever has fallen silent.
 */
export async function showPresence(
  actor: Actor,
  ticketId: string,
  { tab, state, asks }: Pick<TicketPresence, 'tab' | 'state' | 'asks'>,
): Promise<void> {
  const ticket = await getTicketFor(actor, ticketId, 'read');
  const audience = ticketAudience(actor.companyId, sightOf(ticket));
  const user = { id: actor.userId, name: actor.name };
  afterCommit(() =>
    emitEphemeral(audience, { type: 'colleague.present', data: { ticketId, user, tab, state, asks } }),
  );
}

/** A browser's socket is gone, and with it whoever was looking. */
export function showAbsence(companyId: string, tab: string): void {
  emitEphemeral([rooms.company(companyId)], { type: 'colleague.left', data: { tab } });
}
