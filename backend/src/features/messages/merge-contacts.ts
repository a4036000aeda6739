import { withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import {
  findOrCreateContact,
  isAnyoneKnown,
  keepLink,
  type Person,
} from '../contacts/find-or-create-contact.ts';
import { dropDoubledMessages, findDoubledMessages } from './merging/drop-doubled-messages.ts';
import { findTicketPairs, joinTickets } from './merging/join-tickets.ts';
import { childrenOf, moveChildren } from './merging/rows.ts';

/** The channel has said that two identities are one person. Of somebody unknown it is remembered until they write. */
export async function linkIdentities(companyId: string, person: Person): Promise<void> {
  await withCompany(companyId, async () => {
    if (!(await isAnyoneKnown(person))) return keepLink(person);
    const { contact, duplicates } = await findOrCreateContact(person);
    await mergeContacts(companyId, contact.id, duplicates);
  });
}

/**
 * Makes one person of several contacts that the channel takes for one: identities, tickets and messages go to `keepId`.
 * Two active tickets on one connection become one. What people of the company know of either is kept.
 */
export async function mergeContacts(
  companyId: string,
  keepId: string,
  duplicateIds: string[],
): Promise<void> {
  for (const duplicateId of duplicateIds) {
    await lockContacts(keepId, duplicateId);
    await query(
      `UPDATE contacts k SET given_name = coalesce(k.given_name, g.given_name),
              push_name = coalesce(k.push_name, g.push_name),
              email = coalesce(k.email, g.email), language = coalesce(k.language, g.language),
              notes = CASE WHEN g.notes = '' OR k.notes = g.notes THEN k.notes
                           WHEN k.notes = '' THEN g.notes ELSE k.notes || E'\\n' || g.notes END,
              bot_off = k.bot_off OR g.bot_off,
              blocked_at = coalesce(k.blocked_at, g.blocked_at),
              fields = g.fields || k.fields
         FROM contacts g WHERE k.id = $1 AND g.id = $2`,
      [keepId, duplicateId],
    );
    await moveEverything(companyId, keepId, duplicateId);
    await query('UPDATE contact_identities SET person_id = NULL WHERE contact_id = $1 AND person_id = $2', [
      keepId,
      duplicateId,
    ]);
  }
}

export async function lockContacts(keepId: string, goneId: string): Promise<void> {
  await query('SELECT 1 FROM contacts WHERE id IN ($1, $2) ORDER BY id FOR UPDATE', [keepId, goneId]);
}

/** Everything that hangs on `goneId` goes to `keepId`, and the contact itself goes. Both are locked. */
export async function moveEverything(companyId: string, keepId: string, goneId: string): Promise<void> {
  for (const pair of await findTicketPairs(keepId, goneId)) await joinTickets(companyId, pair);
  await dropDoubledMessages(companyId, await findDoubledMessages(keepId, goneId));
  const ids = [keepId, goneId];
  await query(
    'UPDATE contact_identities SET contact_id = $1, person_id = coalesce(person_id, contact_id) WHERE contact_id = $2',
    ids,
  );
  await query('UPDATE tickets SET contact_id = $1, version = version + 1 WHERE contact_id = $2', ids);
  await query('UPDATE messages SET contact_id = $1 WHERE contact_id = $2', ids);
  await moveChildren(await childrenOf('contacts'), keepId, goneId);
  await query('UPDATE contact_merges SET kept_id = $1 WHERE kept_id = $2', ids);
  await query('DELETE FROM contacts WHERE id = $1', [goneId]);
}
