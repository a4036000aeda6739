import { z } from 'zod';
import { contactSummary } from './contacts.ts';
import { endpoint } from './endpoint.ts';
import { cursor, id, instant, limit } from './ids.ts';
import { message, messageKinds } from './messages.ts';
import { ticket } from './tickets.ts';

export const maxSearchLength = 200;

/** Words that must all be there, in any order; in quotation marks, one after the other. */
const text = z.string().trim().min(1).max(maxSearchLength);

/** `assigneeId`: of the ticket. `since` and `until`: of the message, the latter not included. */
export const messageFilter = z.object({
  connectionId: id.optional(),
  assigneeId: id.optional(),
  direction: z.enum(['inbound', 'outbound']).optional(),
  kind: z.enum(messageKinds).optional(),
  since: instant.optional(),
  until: instant.optional(),
});
export type MessageFilter = z.infer<typeof messageFilter>;

/** A message that holds what was looked for. `excerpt`: the part with the first hit; `marks`: from and to in it. */
export const messageHit = message
  .pick({ id: true, direction: true, kind: true, author: true, sentAt: true })
  .extend({
    excerpt: z.string(),
    marks: z.array(z.tuple([z.int(), z.int()])),
    ticket: ticket.pick({ id: true, number: true, status: true, contact: true }),
  });
export type MessageHit = z.infer<typeof messageHit>;

/** With a cursor there is more to look through, even where a page has few hits or none. */
export const messageHits = z.object({ items: z.array(messageHit), nextCursor: cursor.nullable() });
export type MessageHits = z.infer<typeof messageHits>;

export const searchEndpoints = {
  /**
   * Everything that fits: people by name or number with their newest ticket, tickets by their number, the newest
   * messages by their text. Only what the caller may see.
   */
  search: endpoint({
    method: 'GET',
    path: '/search',
    access: 'agent',
    query: z.object({ text, limit: limit.default(10) }),
    response: z.object({
      contacts: z.array(z.object({ contact: contactSummary, ticket })),
      tickets: z.array(ticket),
      messages: messageHits,
    }),
  }),
  /** Messages alone, newest first, page by page. */
  searchMessages: endpoint({
    method: 'GET',
    path: '/search/messages',
    access: 'agent',
    query: messageFilter.extend({ text, cursor: cursor.optional(), limit: limit.default(20) }),
    response: messageHits,
  }),
};
