import type { ContactMerge } from '@ticketz/contract/contact-merges';
import { notFound } from '../../../core/errors.ts';
import type { Actor } from '../../../core/http/route.ts';
import { query } from '../../../core/unit-of-work.ts';
import { getContactFor } from '../../contacts/contact.policy.ts';
import { presentContactSummary } from '../../contacts/contact.presenter.ts';
import { ticketRules } from '../../tickets/ticket-rules.ts';

interface MergeRow {
  id: string;
  kept_id: string;
  gone_id: string;
  given_name: string | null;
  push_name: string | null;
  phone: string | null;
  by: string | null;
  merged_at: Date;
  newest: boolean;
  still_two: boolean;
}

/** The channel hasn't found both to be one: all that came with the merge is still told apart. */
const stillTwo = `NOT EXISTS (
  SELECT FROM jsonb_to_recordset(m.gone->'identities') AS w (kind text, value text, person uuid)
   WHERE NOT EXISTS (SELECT FROM contact_identities i WHERE i.contact_id = m.kept_id AND i.kind = w.kind
     AND i.value = w.value AND coalesce(i.person_id, i.contact_id) = w.person))`;

const mergeQuery = (condition: string) => `SELECT m.id, m.kept_id, m.gone_id, m.merged_at, u.name AS by,
    m.gone->'gone'->>'given_name' AS given_name, m.gone->'gone'->>'push_name' AS push_name,
    jsonb_path_query_first(m.gone, '$.identities[*] ? (@.kind == "phone").value') #>> '{}' AS phone,
    NOT EXISTS (SELECT FROM contact_merges o WHERE o.kept_id = m.kept_id AND o.id > m.id AND o.undone_at IS NULL) AS newest,
    ${stillTwo} AS still_two
  FROM contact_merges m LEFT JOIN users u ON u.id = m.merged_by
 WHERE m.undone_at IS NULL AND ${condition} ORDER BY m.id DESC`;

/** The merges of a contact that weren't undone, the newest first. */
export async function listMerges(actor: Actor, contactId: string): Promise<ContactMerge[]> {
  await getContactFor(actor, contactId, 'read', ticketRules);
  return (await query<MergeRow>(mergeQuery('m.kept_id = $1'), [contactId])).map(present);
}

export async function readMerge(mergeId: string): Promise<ContactMerge> {
  const [row] = await query<MergeRow>(mergeQuery('m.id = $1'), [mergeId]);
  if (!row) throw notFound();
  return present(row);
}

function present(row: MergeRow): ContactMerge {
  return {
    id: row.id,
    contactId: row.kept_id,
    gone: presentContactSummary({ ...row, id: row.gone_id }),
    by: row.by,
    mergedAt: row.merged_at.toISOString(),
    undoable: row.newest && row.still_two,
  };
}
