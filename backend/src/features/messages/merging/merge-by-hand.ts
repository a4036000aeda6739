import type { ContactMerge, contactMergeEndpoints, MergeSide } from '@ticketz/contract/contact-merges';
import type { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import { publish } from '../../../core/events.ts';
import type { Actor } from '../../../core/http/route.ts';
import { query, queryOne } from '../../../core/unit-of-work.ts';
import { contactAudience, getContactFor } from '../../contacts/contact.policy.ts';
import { presentContact } from '../../contacts/contact.presenter.ts';
import { tellContact } from '../../contacts/update-contact.ts';
import { ticketRules } from '../../tickets/ticket-rules.ts';
import { readContactExtent } from '../delete-contact.ts';
import { lockContacts, moveEverything } from '../merge-contacts.ts';
import { findDoubledMessages } from './drop-doubled-messages.ts';
import { findTicketPairs } from './join-tickets.ts';
import { readMerge } from './list-merges.ts';
import { readAfter, takeSnapshot } from './snapshot.ts';

type Take = z.output<NonNullable<typeof contactMergeEndpoints.mergeContacts.body>>['take'];

export async function previewMerge(actor: Actor, keepId: string, goneId: string) {
  const side = async (contactId: string): Promise<MergeSide> => ({
    contact: presentContact(await getContactFor(actor, contactId, 'read', ticketRules)),
    ...(await readContactExtent(actor, contactId)),
  });
  await mustBePeople(keepId, goneId);
  const [kept, gone] = [await side(keepId), await side(goneId)];
  mustBeTwo(keepId, goneId);
  return {
    kept,
    gone,
    joinedTickets: await query<{ kept: number; gone: number; connection: string }>(
      `SELECT k.number AS kept, g.number AS gone, n.name AS connection
         FROM tickets k JOIN tickets g ON g.connection_id = k.connection_id JOIN connections n ON n.id = k.connection_id
        WHERE k.contact_id = $1 AND g.contact_id = $2 AND k.status <> 'closed' AND g.status <> 'closed'`,
      [keepId, goneId],
    ),
  };
}

/** Groups are told apart by WhatsApp, and are nobody. */
async function mustBePeople(keepId: string, goneId: string): Promise<void> {
  const groups = await query('SELECT 1 FROM contacts WHERE id IN ($1, $2) AND is_group', [keepId, goneId]);
  if (groups.length > 0) throw notFound();
}

/** Merges a duplicate into a contact, so that it can be undone: see `undo-merge.ts`. */
export async function mergeByHand(
  actor: Actor,
  keepId: string,
  { duplicateId: goneId, take }: { duplicateId: string; take: Take },
): Promise<ContactMerge> {
  mustBeTwo(keepId, goneId);
  await mustBePeople(keepId, goneId);
  await lockContacts(keepId, goneId);
  await getContactFor(actor, keepId, 'change', ticketRules);
  await getContactFor(actor, goneId, 'change', ticketRules);
  const { companyId } = actor;
  const heard = await contactAudience(companyId, goneId, ticketRules);
  const pairs = await findTicketPairs(keepId, goneId);
  const snapshot = await takeSnapshot(keepId, goneId, pairs, await findDoubledMessages(keepId, goneId));
  const merge = await queryOne<{ id: string }>(
    `INSERT INTO contact_merges (kept_id, gone_id, gone, merged_by) VALUES ($1, $2, $3, $4) RETURNING id`,
    [keepId, goneId, JSON.stringify(snapshot), actor.userId],
  );
  if (!merge) throw new Error('The merge was not taken down');
  await joinFields(keepId, goneId, take);
  await moveEverything(companyId, keepId, goneId);
  await query('UPDATE contact_merges SET gone = gone || $2 WHERE id = $1', [
    merge.id,
    JSON.stringify({ after: await readAfter(keepId, snapshot) }),
  ]);
  await tellContact(actor, keepId, ticketRules);
  publish('contact.deleted', { companyId, contactId: goneId, rooms: heard });
  const rooms = [...new Set([...heard, ...(await contactAudience(companyId, keepId, ticketRules))])];
  publish('contacts.rearranged', { companyId, contactIds: [keepId, goneId], rooms });
  return readMerge(merge.id);
}

function mustBeTwo(keepId: string, goneId: string): void {
  if (keepId !== goneId) return;
  throw new AppError('validation_failed', {
    issues: [{ path: 'duplicateId', code: 'custom', message: 'is the same contact' }],
  });
}

/** The duplicate's where it is to be taken, or where the contact has none. */
async function joinFields(keepId: string, goneId: string, take: Take): Promise<void> {
  await query(
    `UPDATE contacts k SET
            given_name = CASE WHEN 'name' = ANY ($3) THEN coalesce(g.given_name, g.push_name, k.given_name)
                              ELSE coalesce(k.given_name, CASE WHEN k.push_name IS NULL THEN g.given_name END) END,
            push_name = coalesce(k.push_name, g.push_name),
            email = CASE WHEN 'email' = ANY ($3) THEN coalesce(g.email, k.email) ELSE coalesce(k.email, g.email) END,
            language = CASE WHEN 'language' = ANY ($3) THEN coalesce(g.language, k.language)
                            ELSE coalesce(k.language, g.language) END,
            notes = CASE WHEN 'notes' = ANY ($3) AND g.notes <> '' OR k.notes = '' THEN g.notes ELSE k.notes END,
            bot_off = k.bot_off OR g.bot_off,
            fields = CASE WHEN 'fields' = ANY ($3) THEN k.fields || g.fields ELSE g.fields || k.fields END
       FROM contacts g WHERE k.id = $1 AND g.id = $2`,
    [keepId, goneId, take],
  );
}
