import { z } from 'zod';
import { email } from './auth.ts';
import { fieldValue } from './contact-fields.ts';
import { endpoint } from './endpoint.ts';
import { id, instant, limit } from './ids.ts';
import { languages } from './preferences.ts';
import { tagIds } from './tags.ts';

/** One way to reach or recognise a person. `phone`: E.164 digits without `+`; `lid`: WhatsApp's hidden id. */
export const contactIdentity = z.object({ kind: z.enum(['phone', 'lid']), value: z.string() });

/** A person as lists show it. `phoneNumber` is null while only the hidden id is known. */
export const contactSummary = z.object({
  id,
  name: z.string(),
  phoneNumber: z.string().nullable(),
});
export type ContactSummary = z.infer<typeof contactSummary>;

export const consentStates = ['opted_in', 'opted_out'] as const;
export type ConsentState = (typeof consentStates)[number];

/** That a person said yes or no to being written to: when, how, and who took it down. */
export const consent = z.object({
  state: z.enum(consentStates),
  how: z.string(),
  givenAt: instant,
  by: z.string().nullable(),
});
export type Consent = z.infer<typeof consent>;

export const contact = contactSummary.extend({
  /** The name that the company gave them. */
  givenName: z.string().nullable(),
  /** The name they gave themselves on WhatsApp. */
  pushName: z.string().nullable(),
  identities: z.array(contactIdentity),
  email: z.string().nullable(),
  language: z.enum(languages).nullable(),
  notes: z.string(),
  /** Nothing automatic answers them. */
  botOff: z.boolean(),
  /** What they write is kept in a closed ticket, and nobody is disturbed. */
  blocked: z.boolean(),
  /** Newest first; the first one holds. */
  consents: z.array(consent),
  tagIds: z.array(id),
  fields: z.array(z.object({ fieldId: id, value: fieldValue })),
  ticketCount: z.int(),
  createdAt: instant,
});
export type Contact = z.infer<typeof contact>;

/** A row of the page of contacts. */
export const contactRow = contactSummary.extend({
  email: z.string().nullable(),
  blocked: z.boolean(),
  tagIds: z.array(id),
  /** When the newest message of any of their tickets was written; null: there is none. */
  lastMessageAt: instant.nullable(),
  createdAt: instant,
});
export type ContactRow = z.infer<typeof contactRow>;

const contactParams = z.object({ contactId: id });
const givenName = z.string().trim().min(1).max(120);

/** What people write down of a contact. */
const changes = {
  email: email.nullable().optional(),
  language: z.enum(languages).nullable().optional(),
  notes: z.string().trim().max(5_000).optional(),
  botOff: z.boolean().optional(),
  tagIds: tagIds.optional(),
  /** Only those named change; null empties one. */
  fields: z
    .array(z.strictObject({ fieldId: id, value: fieldValue.nullable() }))
    .max(100)
    .optional(),
};

export const contactEndpoints = {
  /** By name. `search` finds names, numbers and e-mail addresses. `total` comes with the first page, if nothing is searched. */
  listContacts: endpoint({
    method: 'GET',
    path: '/contacts',
    access: 'agent',
    query: z.object({
      search: z.string().trim().max(100).optional(),
      tagId: id.optional(),
      cursor: z.string().min(1).max(800).optional(),
      limit: limit.default(50),
    }),
    response: z.object({
      items: z.array(contactRow),
      nextCursor: z.string().nullable(),
      total: z.int().nullable(),
    }),
  }),
  /** All of them as CSV or XLSX; what a spreadsheet would take for a formula is a text. */
  exportContacts: endpoint({
    method: 'GET',
    path: '/files/exports/contacts',
    access: 'admin',
    query: z.object({ format: z.enum(['csv', 'xlsx']).optional() }),
    response: z.void(),
    transfer: 'download',
  }),
  getContact: endpoint({
    method: 'GET',
    path: '/contacts/:contactId',
    access: 'agent',
    params: contactParams,
    response: contact,
  }),
  /** Somebody who is known already is `contact_exists`, with `details.contactId` if the caller may see them. */
  createContact: endpoint({
    method: 'POST',
    path: '/contacts',
    access: 'agent',
    body: z.strictObject({
      name: givenName.nullable().optional(),
      phoneNumber: z.string().min(1).max(40),
      ...changes,
    }),
    response: contact,
  }),
  /** A name given here stays, whatever the person calls themselves on WhatsApp; null: theirs is shown again. */
  updateContact: endpoint({
    method: 'PATCH',
    path: '/contacts/:contactId',
    access: 'agent',
    params: contactParams,
    body: z.strictObject({ name: givenName.nullable().optional(), ...changes }),
    response: contact,
  }),
  recordConsent: endpoint({
    method: 'POST',
    path: '/contacts/:contactId/consents',
    access: 'agent',
    params: contactParams,
    body: z.strictObject({
      state: z.enum(consentStates),
      how: z.string().trim().min(1).max(300),
      givenAt: instant.optional(),
    }),
    response: contact,
  }),
  /** Blocking also closes their tickets. */
  blockContact: endpoint({
    method: 'PUT',
    path: '/contacts/:contactId/blocked',
    access: 'admin',
    params: contactParams,
    body: z.strictObject({ blocked: z.boolean() }),
    response: contact,
  }),
  /** What goes with a contact when it's deleted. */
  contactExtent: endpoint({
    method: 'GET',
    path: '/contacts/:contactId/extent',
    access: 'admin',
    params: contactParams,
    response: z.object({ tickets: z.int(), openTickets: z.int(), messages: z.int() }),
  }),
  /** Their tickets and messages go, too. `contact_has_open_ticket` while somebody has or waits for one. */
  deleteContact: endpoint({
    method: 'DELETE',
    path: '/contacts/:contactId',
    access: 'admin',
    params: contactParams,
    response: z.void(),
  }),
};
