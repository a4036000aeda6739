import { z } from 'zod';
import { contact, contactSummary } from './contacts.ts';
import { endpoint } from './endpoint.ts';
import { id, instant } from './ids.ts';

/** What may be taken from the duplicate; of all else the duplicate only fills what is empty. */
export const takenFields = ['name', 'email', 'language', 'notes', 'fields'] as const;

/** One of two contacts that are to be merged, with what hangs on it. */
export const mergeSide = z.object({
  contact,
  tickets: z.int(),
  openTickets: z.int(),
  messages: z.int(),
});
export type MergeSide = z.infer<typeof mergeSide>;

/** A merge by hand. `undoable`: it is the newest of its contact, and nobody else has found both to be one since. */
export const contactMerge = z.object({
  id,
  contactId: id,
  gone: contactSummary,
  by: z.string().nullable(),
  mergedAt: instant,
  undoable: z.boolean(),
});
export type ContactMerge = z.infer<typeof contactMerge>;

const contactParams = z.object({ contactId: id });

export const contactMergeEndpoints = {
  /** Both as they are, and which open tickets would become one. */
  previewMerge: endpoint({
    method: 'GET',
    path: '/contacts/:contactId/merge-preview/:duplicateId',
    access: 'admin',
    params: z.object({ contactId: id, duplicateId: id }),
    response: z.object({
      kept: mergeSide,
      gone: mergeSide,
      joinedTickets: z.array(z.object({ kept: z.int(), gone: z.int(), connection: z.string() })),
    }),
  }),
  /** The duplicate goes into the contact: identities, tickets, messages, tags. */
  mergeContacts: endpoint({
    method: 'POST',
    path: '/contacts/:contactId/merges',
    access: 'admin',
    params: contactParams,
    body: z.strictObject({ duplicateId: id, take: z.array(z.enum(takenFields)).max(10) }),
    response: contactMerge,
  }),
  listMerges: endpoint({
    method: 'GET',
    path: '/contacts/:contactId/merges',
    access: 'admin',
    params: contactParams,
    response: z.object({ items: z.array(contactMerge) }),
  }),
  /** Both are as they were; what came since is with whom it came from. `merge_settled` where that can't be any more. */
  undoMerge: endpoint({
    method: 'POST',
    path: '/contact-merges/:mergeId/undo',
    access: 'admin',
    params: z.object({ mergeId: id }),
    response: z.object({ contactId: id, restoredId: id }),
  }),
};
