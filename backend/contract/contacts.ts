import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant } from './ids.ts';

/** One way to reach or recognise a person. `phone`: E.164 digits without `+`; `lid`: WhatsApp's hidden id. */
export const contactIdentity = z.object({ kind: z.enum(['phone', 'lid']), value: z.string() });

/** A person as lists show it. `phoneNumber` is null while only the hidden id is known. */
export const contactSummary = z.object({
  id,
  name: z.string(),
  phoneNumber: z.string().nullable(),
});
export type ContactSummary = z.infer<typeof contactSummary>;

export const contact = contactSummary.extend({
  /** The name they gave themselves on WhatsApp. */
  pushName: z.string().nullable(),
  identities: z.array(contactIdentity),
  ticketCount: z.int(),
  createdAt: instant,
});
export type Contact = z.infer<typeof contact>;

const contactParams = z.object({ contactId: id });

export const contactEndpoints = {
  getContact: endpoint({
    method: 'GET',
    path: '/contacts/:contactId',
    access: 'agent',
    params: contactParams,
    response: contact,
  }),
  /** A name given here stays, whatever the person calls themselves on WhatsApp. */
  updateContact: endpoint({
    method: 'PATCH',
    path: '/contacts/:contactId',
    access: 'agent',
    params: contactParams,
    body: z.strictObject({ name: z.string().trim().min(1).max(120) }),
    response: contact,
  }),
};
