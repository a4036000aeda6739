import { contactEndpoints } from '@ticketz/contract/contacts';
import { downloadRoute, type Route, route } from '../../core/http/route.ts';
import { getContactFor } from './contact.policy.ts';
import { presentContact } from './contact.presenter.ts';
import { createContact } from './create-contact.ts';
import { exportContacts } from './export-contacts.ts';
import { listContacts } from './list-contacts.ts';
import { parsePhoneNumber } from './phone-number.ts';
import { recordConsent } from './record-consent.ts';
import type { TicketRules } from './ticket-rules.ts';
import { updateContact } from './update-contact.ts';

export function contactRoutes(rules: TicketRules): Route[] {
  return [
    route(contactEndpoints.listContacts, ({ actor, query }) => listContacts(actor, query, rules)),
    downloadRoute(contactEndpoints.exportContacts, ({ actor, query }) =>
      exportContacts(actor, query.format ?? 'csv'),
    ),
    route(contactEndpoints.getContact, async ({ actor, params }) =>
      presentContact(await getContactFor(actor, params.contactId, 'read', rules)),
    ),
    route(contactEndpoints.createContact, ({ actor, body }) =>
      createContact(actor, parsePhoneNumber(body.phoneNumber), body, rules),
    ),
    route(contactEndpoints.updateContact, ({ actor, params, body }) =>
      updateContact(actor, params.contactId, body, rules),
    ),
    route(contactEndpoints.recordConsent, ({ actor, params, body }) =>
      recordConsent(actor, params.contactId, body, rules),
    ),
  ];
}
