import { z } from 'zod';
import { contactSummary } from './contacts.ts';
import { endpoint } from './endpoint.ts';
import { cursor, id, instant, limit } from './ids.ts';
import { userSummary } from './users.ts';

/** What a customer said after their ticket was closed. `agent`: whose it was then. */
export const rating = z.object({
  id,
  ticket: z.object({ id, number: z.int() }),
  contact: contactSummary,
  agent: userSummary.nullable(),
  score: z.int().min(1).max(5),
  comment: z.string(),
  ratedAt: instant,
});
export type Rating = z.infer<typeof rating>;

export const ratingEndpoints = {
  /** The newest first; supervisors get those of tickets that they see. */
  listRatings: endpoint({
    method: 'GET',
    path: '/ratings',
    access: 'supervisor',
    query: z.object({
      score: z.coerce.number<number>().int().min(1).max(5).optional(),
      cursor: cursor.optional(),
      limit: limit.default(20),
    }),
    response: z.object({ items: z.array(rating), nextCursor: cursor.nullable() }),
  }),
};
