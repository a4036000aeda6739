import { contactEndpoints } from '@ticketz/contract/contacts';
import { type Actor, type Route, route } from '../../core/http/route.ts';
import { getContactFor } from './contact.policy.ts';
import { presentContact } from './contact.presenter.ts';
import { renameContact } from './rename-contact.ts';

/** `ticketsVisible`: the tickets' rule of who sees what, as SQL over `t`. */
export function contactRoutes(ticketsVisible: (actor: Actor) => string): Route[] {
  return [
    route(contactEndpoints.getContact, async ({ actor, params }) =>
      presentContact(await getContactFor(actor, params.contactId, ticketsVisible)),
    ),
    route(contactEndpoints.updateContact, ({ actor, params, body }) =>
      renameContact(actor, params.contactId, body.name, ticketsVisible),
    ),
  ];
}
