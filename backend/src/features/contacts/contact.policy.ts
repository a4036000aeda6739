import { roleIncludes } from '@ticketz/contract/endpoint';
import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { rooms } from '../../core/realtime.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import type { ContactRow } from './contact.presenter.ts';
import type { TicketRules } from './ticket-rules.ts';

const consentsShown = 20;

const contactColumns = `c.id, c.given_name, c.push_name, c.created_at, c.email, c.language, c.notes, c.bot_off,
  c.blocked_at, c.fields,
  (SELECT p.value FROM contact_identities p WHERE p.contact_id = c.id AND p.kind = 'phone'
    ORDER BY p.created_at LIMIT 1) AS phone,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value) ORDER BY i.created_at, i.kind DESC), '[]')
     FROM contact_identities i WHERE i.contact_id = c.id AND i.kind <> 'group') AS identities,
  ARRAY(SELECT g.tag_id::text FROM contact_tags g WHERE g.contact_id = c.id) AS tag_ids,
  (SELECT coalesce(jsonb_agg(to_jsonb(s)), '[]') FROM (
     SELECT s.state, s.how, s.given_at, u.name AS by FROM contact_consents s LEFT JOIN users u ON u.id = s.user_id
      WHERE s.contact_id = c.id ORDER BY s.given_at DESC, s.id DESC LIMIT ${consentsShown}) s) AS consents,
  (SELECT count(*)::int FROM tickets t WHERE t.contact_id = c.id) AS ticket_count`;

/**
 * The rule of who sees a contact, as SQL over `c`: admins all; agents those with a ticket that they may see, and those
 * with whom nobody has spoken yet.
 */
export function visibleContacts(actor: Actor, rules: TicketRules): string {
  if (roleIncludes(actor.role, 'admin')) return 'true';
  return `(NOT c.is_group AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.contact_id = c.id)
    OR EXISTS (SELECT 1 FROM tickets t WHERE t.contact_id = c.id AND ${rules.visible(actor)}))`;
}

/** Loads a contact for a person; one that they may not see isn't there. `change` locks it. */
export async function getContactFor(
  actor: Actor,
  contactId: string,
  action: 'read' | 'change',
  rules: TicketRules,
): Promise<ContactRow> {
  if (action === 'change') await queryOne('SELECT 1 FROM contacts WHERE id = $1 FOR UPDATE', [contactId]);
  const row = await queryOne<ContactRow>(
    `SELECT ${contactColumns} FROM contacts c WHERE c.id = $1 AND ${visibleContacts(actor, rules)}`,
    [contactId],
  );
  if (!row) throw notFound();
  return row;
}

/** The rooms of those who see a contact. */
export async function contactAudience(
  companyId: string,
  contactId: string,
  rules: TicketRules,
): Promise<string[]> {
  const tickets = await query<{
    status: 'pending' | 'open' | 'closed';
    queue_id: string | null;
    assignee_id: string | null;
    viewer_ids: string[] | null;
  }>('SELECT DISTINCT status, queue_id, assignee_id, viewer_ids FROM tickets WHERE contact_id = $1', [
    contactId,
  ]);
  if (tickets.length === 0) return [rooms.company(companyId)];
  const audiences = tickets.map(({ status, queue_id, assignee_id, viewer_ids }) =>
    rules.audience(companyId, { status, queueId: queue_id, assigneeId: assignee_id, viewerIds: viewer_ids }),
  );
  return [...new Set(audiences.flat())];
}
