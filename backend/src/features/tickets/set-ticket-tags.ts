import type { Ticket } from '@ticketz/contract/tickets';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { mustBeTags } from '../tags/tags.ts';
import { getTicketFor, sightOf } from './ticket.policy.ts';
import { presentTicket } from './ticket.presenter.ts';

/** Gives a ticket these tags in the place of those it has. */
export async function setTicketTags(actor: Actor, ticketId: string, tagIds: string[]): Promise<Ticket> {
  const row = await getTicketFor(actor, ticketId, 'change');
  const wanted = [...new Set(tagIds)];
  await mustBeTags(wanted);
  await query('DELETE FROM ticket_tags WHERE ticket_id = $1 AND tag_id <> ALL ($2)', [ticketId, wanted]);
  await query(
    'INSERT INTO ticket_tags (ticket_id, tag_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING',
    [ticketId, wanted],
  );
  const updated = await queryOne<{ version: number }>(
    'UPDATE tickets SET version = version + 1 WHERE id = $1 RETURNING version',
    [ticketId],
  );
  const ticket = presentTicket({ ...row, tag_ids: wanted, version: updated?.version ?? row.version });
  publish('ticket.touched', {
    companyId: actor.companyId,
    ticket,
    before: sightOf(row),
  });
  return ticket;
}
