import type { Contact, contactEndpoints } from '@ticketz/contract/contacts';
import type { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { visibleContacts } from './contact.policy.ts';
import { findOrCreateContact } from './find-or-create-contact.ts';
import type { TicketRules } from './ticket-rules.ts';
import { tellContact, writeContact } from './update-contact.ts';

type NewContact = z.output<NonNullable<typeof contactEndpoints.createContact.body>>;

/** A contact made by hand. `phone`: the number's digits, checked by the caller. */
export async function createContact(
  actor: Actor,
  phone: string,
  { phoneNumber: _given, ...known }: NewContact,
  rules: TicketRules,
): Promise<Contact> {
  const { contact, created } = await findOrCreateContact({ phone, lid: null, pushName: null });
  if (!created) throw await alreadyThere(actor, contact.id, rules);
  await writeContact(contact.id, known);
  return tellContact(actor, contact.id, rules);
}

async function alreadyThere(actor: Actor, contactId: string, rules: TicketRules): Promise<AppError> {
  const visible = await queryOne(
    `SELECT 1 FROM contacts c WHERE c.id = $1 AND ${visibleContacts(actor, rules)}`,
    [contactId],
  );
  return new AppError('contact_exists', visible ? { details: { contactId } } : {});
}
