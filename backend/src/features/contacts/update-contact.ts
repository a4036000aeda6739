import './contacts.events.ts';
import type { Contact, contactEndpoints } from '@ticketz/contract/contacts';
import type { z } from 'zod';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { checkFieldValues } from '../contact-fields/contact-fields.ts';
import { mustBeTags } from '../tags/tags.ts';
import { contactAudience, getContactFor } from './contact.policy.ts';
import { presentContact } from './contact.presenter.ts';
import type { TicketRules } from './ticket-rules.ts';

export type ContactChanges = z.output<NonNullable<typeof contactEndpoints.updateContact.body>>;

/** Writes down what somebody knows of a contact; what isn't named stays. */
export async function updateContact(
  actor: Actor,
  contactId: string,
  changes: ContactChanges,
  rules: TicketRules,
): Promise<Contact> {
  await getContactFor(actor, contactId, 'change', rules);
  await writeContact(contactId, changes);
  return tellContact(actor, contactId, rules);
}

/** Writes changes into a contact's row, after checking what they name. */
export async function writeContact(contactId: string, changes: ContactChanges): Promise<void> {
  const { name, email, language, notes, botOff, tagIds, fields = [] } = changes;
  const values = await checkFieldValues(fields);
  if (tagIds) await mustBeTags(tagIds);
  await query(
    `UPDATE contacts SET
            given_name = CASE WHEN $2 THEN $3 ELSE given_name END,
            email = CASE WHEN $4 THEN $5 ELSE email END,
            language = CASE WHEN $6 THEN $7 ELSE language END,
            notes = coalesce($8, notes),
            bot_off = coalesce($9, bot_off),
            fields = jsonb_strip_nulls(fields || $10::jsonb)
      WHERE id = $1`,
    [
      contactId,
      name !== undefined,
      name ?? null,
      email !== undefined,
      email ?? null,
      language !== undefined,
      language ?? null,
      notes ?? null,
      botOff ?? null,
      JSON.stringify(values),
    ],
  );
  if (tagIds) await setTags(contactId, tagIds);
}

async function setTags(contactId: string, tagIds: string[]): Promise<void> {
  await query('DELETE FROM contact_tags WHERE contact_id = $1 AND tag_id <> ALL ($2)', [contactId, tagIds]);
  await query(
    `INSERT INTO contact_tags (contact_id, tag_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
    [contactId, [...new Set(tagIds)]],
  );
}

/** Tells those who see the contact how it is now, and answers it. */
export async function tellContact(actor: Actor, contactId: string, rules: TicketRules): Promise<Contact> {
  const contact = presentContact(await getContactFor(actor, contactId, 'read', rules));
  const rooms = await contactAudience(actor.companyId, contactId, rules);
  publish('contact.changed', { companyId: actor.companyId, contact, rooms });
  return contact;
}
