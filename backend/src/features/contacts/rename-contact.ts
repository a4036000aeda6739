import type { Contact } from '@ticketz/contract/contacts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { getContactFor } from './contact.policy.ts';
import { presentContact } from './contact.presenter.ts';

/** Gives a contact the name that the company calls them by. */
export async function renameContact(
  actor: Actor,
  contactId: string,
  name: string,
  ticketsVisible: (actor: Actor) => string,
): Promise<Contact> {
  const row = await getContactFor(actor, contactId, ticketsVisible);
  await query('UPDATE contacts SET given_name = $2 WHERE id = $1', [contactId, name]);
  const contact = presentContact({ ...row, given_name: name });
  publish('contact.renamed', { companyId: actor.companyId, contact });
  return contact;
}
