import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { cursor, id, instant, limit } from './ids.ts';
import { message } from './messages.ts';
import { ticket } from './tickets.ts';

/** A message with the caller's star, and where it was said. */
export const starredMessage = z.object({
  message,
  ticket: ticket.pick({ id: true, number: true, status: true, contact: true }),
  starredAt: instant,
});
export type StarredMessage = z.infer<typeof starredMessage>;

const messageParams = z.object({ ticketId: id, messageId: id });

/** A star is its owner's alone: nobody else sees it. */
export const starEndpoints = {
  /** Twice is as good as once. */
  starMessage: endpoint({
    method: 'PUT',
    path: '/tickets/:ticketId/messages/:messageId/star',
    access: 'agent',
    params: messageParams,
    response: z.void(),
  }),
  unstarMessage: endpoint({
    method: 'DELETE',
    path: '/tickets/:ticketId/messages/:messageId/star',
    access: 'agent',
    params: messageParams,
    response: z.void(),
  }),
  /** Which messages of a ticket have one. */
  listStars: endpoint({
    method: 'GET',
    path: '/tickets/:ticketId/stars',
    access: 'agent',
    params: z.object({ ticketId: id }),
    response: z.object({ messageIds: z.array(id) }),
  }),
  /** The starred messages in tickets that the caller sees now, or in one of them; the one starred last first. */
  listStarredMessages: endpoint({
    method: 'GET',
    path: '/starred-messages',
    access: 'agent',
    query: z.object({ ticketId: id.optional(), cursor: cursor.optional(), limit: limit.default(30) }),
    response: z.object({ items: z.array(starredMessage), nextCursor: cursor.nullable() }),
  }),
};
