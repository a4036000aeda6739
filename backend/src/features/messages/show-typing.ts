import type { Actor } from '../../core/http/route.ts';
import { emitEphemeral, signal } from '../../core/realtime.ts';
import { withCompany } from '../../core/tenancy.ts';
import { afterCommit, queryOne } from '../../core/unit-of-work.ts';
import type { ChannelTyping } from '../connections/channel.ts';
import { phoneVariants } from '../contacts/phone-variants.ts';
import { getTicketFor, mayWrite, sightOf, ticketAudience } from '../tickets/ticket.policy.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';

/** The customer sees that somebody is writing. Says nothing when the ticket isn't this person's to answer. */
export async function showAgentTyping(
  actor: Actor,
  ticketId: string,
  state: 'composing' | 'paused',
): Promise<void> {
  const ticket = await getTicketFor(actor, ticketId, 'read');
  if (!mayWrite(actor, ticket)) return;
  afterCommit(() =>
    signal('agent.activity', {
      companyId: actor.companyId,
      connectionId: ticket.connection_id,
      address: ticket.reply_address,
      activity: { kind: 'typing', state },
    }),
  );
}

/** The agents who see the customer's active ticket see that the customer is writing. */
export async function showCustomerTyping({
  companyId,
  connectionId,
  person,
  state,
}: ChannelTyping): Promise<void> {
  const ticket = await withCompany(companyId, () =>
    queryOne<Pick<TicketRow, 'id' | 'status' | 'queue_id' | 'assignee_id' | 'viewer_ids'>>(
      `SELECT t.id, t.status, t.queue_id, t.assignee_id, t.viewer_ids FROM tickets t
         JOIN contact_identities i ON i.contact_id = t.contact_id
        WHERE t.connection_id = $1 AND t.status <> 'closed'
          AND ((i.kind = 'phone' AND i.value = ANY ($2)) OR (i.kind = 'lid' AND i.value = $3)) LIMIT 1`,
      [connectionId, person.phone ? phoneVariants(person.phone) : [], person.lid],
    ),
  );
  if (!ticket) return;
  const audience = ticketAudience(companyId, sightOf(ticket));
  emitEphemeral(audience, { type: 'customer.typing', data: { ticketId: ticket.id, state } });
}
