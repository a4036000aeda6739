import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant } from './ids.ts';
import { maxTextLength } from './messages.ts';

/** What a person has begun to write in a ticket; seen by nobody else. */
export const draft = z.object({ ticketId: id, text: z.string(), updatedAt: instant });
export type Draft = z.infer<typeof draft>;

export const draftEndpoints = {
  listDrafts: endpoint({
    method: 'GET',
    path: '/drafts',
    access: 'agent',
    response: z.object({ items: z.array(draft) }),
  }),
  /** An empty text removes the draft. */
  saveDraft: endpoint({
    method: 'PUT',
    path: '/tickets/:ticketId/draft',
    access: 'agent',
    params: z.object({ ticketId: id }),
    body: z.strictObject({ text: z.string().max(maxTextLength) }),
    response: z.void(),
  }),
};
