import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import type { ContactRow } from './contact.presenter.ts';

const contactColumns = `c.id, c.given_name, c.push_name, c.created_at,
  (SELECT p.value FROM contact_identities p WHERE p.contact_id = c.id AND p.kind = 'phone'
    ORDER BY p.created_at LIMIT 1) AS phone,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value) ORDER BY i.created_at, i.kind DESC), '[]')
     FROM contact_identities i WHERE i.contact_id = c.id) AS identities,
  (SELECT count(*)::int FROM tickets t WHERE t.contact_id = c.id) AS ticket_count`;

/**
 * Loads a contact for a person: admins see all, agents those with a ticket that they may see. `ticketsVisible` is the
 * tickets' own rule as SQL over `t`, given by whoever wires the routes, because tickets stand above contacts.
 */
export async function getContactFor(
  actor: Actor,
  contactId: string,
  ticketsVisible: (actor: Actor) => string,
): Promise<ContactRow> {
  const row = await queryOne<ContactRow>(
    `SELECT ${contactColumns} FROM contacts c
      WHERE c.id = $1 AND EXISTS (SELECT 1 FROM tickets t WHERE t.contact_id = c.id AND ${ticketsVisible(actor)})`,
    [contactId],
  );
  if (!row) throw notFound();
  return row;
}
