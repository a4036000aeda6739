import { publish } from '../../core/events.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { findOrCreateContact, type Person } from '../contacts/find-or-create-contact.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';

/** The channel has said that two identities are one person. Somebody unknown stays unknown. */
export async function linkIdentities(companyId: string, person: Person): Promise<void> {
  await withCompany(companyId, async () => {
    const known = await query(
      `SELECT 1 FROM contact_identities WHERE (kind = 'phone' AND value = $1) OR (kind = 'lid' AND value = $2)`,
      [person.phone, person.lid],
    );
    if (known.length === 0) return;
    const { contact, duplicates } = await findOrCreateContact(person);
    await mergeContacts(companyId, contact.id, duplicates);
  });
}

/**
 * Makes one person of several contacts: identities, tickets and messages go to `keepId`. Two active tickets on one
 * connection become one; messages sort by their own time, so the conversations join in order.
 */
export async function mergeContacts(
  companyId: string,
  keepId: string,
  duplicateIds: string[],
): Promise<void> {
  for (const duplicateId of duplicateIds) await mergeContact(companyId, keepId, duplicateId);
}

async function mergeContact(companyId: string, keepId: string, goneId: string): Promise<void> {
  await query('SELECT 1 FROM contacts WHERE id IN ($1, $2) ORDER BY id FOR UPDATE', [keepId, goneId]);
  await query(
    `UPDATE contacts k SET given_name = coalesce(k.given_name, g.given_name),
            push_name = coalesce(k.push_name, g.push_name)
       FROM contacts g WHERE k.id = $1 AND g.id = $2`,
    [keepId, goneId],
  );
  for (const pair of await activePairs(keepId, goneId)) await joinTickets(companyId, pair);
  await query('UPDATE contact_identities SET contact_id = $1 WHERE contact_id = $2', [keepId, goneId]);
  await query('UPDATE tickets SET contact_id = $1, version = version + 1 WHERE contact_id = $2', [
    keepId,
    goneId,
  ]);
  await dropDoubledMessages(keepId, goneId);
  await query('UPDATE messages SET contact_id = $1 WHERE contact_id = $2', [keepId, goneId]);
  await query('DELETE FROM contacts WHERE id = $1', [goneId]);
}

/** A message that both had, as when WhatsApp delivered it once under each identity. */
async function dropDoubledMessages(keepId: string, goneId: string): Promise<void> {
  const doubled = await query<{ id: string; ticket_id: string; file_id: string | null }>(
    `DELETE FROM messages g USING messages k WHERE g.contact_id = $2 AND k.contact_id = $1
        AND k.connection_id = g.connection_id AND k.direction = g.direction
        AND k.channel_message_id = g.channel_message_id RETURNING g.id, g.ticket_id, g.file_id`,
    [keepId, goneId],
  );
  if (doubled.length === 0) return;
  await query('UPDATE files SET keep_until = now() WHERE id = ANY ($1)', [doubled.map((row) => row.file_id)]);
  await query(
    `UPDATE tickets t SET last_message_id = (SELECT m.id FROM messages m WHERE m.ticket_id = t.id
        ORDER BY m.sent_at DESC, m.id DESC LIMIT 1)
      WHERE t.last_message_id = ANY ($1)`,
    [doubled.map(({ id }) => id)],
  );
}

interface Pair {
  keep_id: string;
  gone_id: string;
  gone_status: TicketRow['status'];
  gone_assignee_id: string | null;
}

function activePairs(keepId: string, goneId: string): Promise<Pair[]> {
  return query<Pair>(
    `SELECT k.id AS keep_id, g.id AS gone_id, g.status AS gone_status, g.assignee_id AS gone_assignee_id
       FROM tickets k JOIN tickets g ON g.connection_id = k.connection_id
      WHERE k.contact_id = $1 AND g.contact_id = $2 AND k.status <> 'closed' AND g.status <> 'closed'
        FOR UPDATE`,
    [keepId, goneId],
  );
}

async function joinTickets(companyId: string, pair: Pair): Promise<void> {
  await query('UPDATE messages SET ticket_id = $1 WHERE ticket_id = $2', [pair.keep_id, pair.gone_id]);
  await query(
    `UPDATE tickets k SET
            unread_count = k.unread_count + g.unread_count,
            last_message_id = CASE WHEN g.last_message_at > k.last_message_at THEN g.last_message_id ELSE k.last_message_id END,
            reply_address = CASE WHEN g.last_message_at > k.last_message_at THEN g.reply_address ELSE k.reply_address END,
            last_message_at = greatest(g.last_message_at, k.last_message_at),
            status = CASE WHEN k.status = 'pending' THEN g.status ELSE k.status END,
            assignee_id = coalesce(k.assignee_id, g.assignee_id),
            accepted_at = coalesce(k.accepted_at, g.accepted_at),
            version = k.version + 1
       FROM tickets g WHERE k.id = $1 AND g.id = $2`,
    [pair.keep_id, pair.gone_id],
  );
  await query('DELETE FROM tickets WHERE id = $1', [pair.gone_id]);
  publish('ticket.merged', {
    companyId,
    ticketId: pair.gone_id,
    before: { status: pair.gone_status, assigneeId: pair.gone_assignee_id },
  });
}
