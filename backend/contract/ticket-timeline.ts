import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant } from './ids.ts';
import { ticketStatuses } from './tickets.ts';
import { userSummary } from './users.ts';

export const ticketEventKinds = [
  'opened',
  'reopened',
  'queued',
  'accepted',
  'returned',
  'transferred',
  'closed',
  'rated',
] as const;
export type TicketEventKind = (typeof ticketEventKinds)[number];

/** What happened to a ticket, and how it was afterwards. `actor`: who did it; null: the customer, or nobody. */
export const ticketEvent = z.object({
  id,
  kind: z.enum(ticketEventKinds),
  at: instant,
  status: z.enum(ticketStatuses),
  /** The queue may be gone by now. */
  queueId: id.nullable(),
  assignee: userSummary.nullable(),
  connectionId: id,
  actor: userSummary.nullable(),
  /** Of `rated`. */
  score: z.int().min(1).max(5).nullable(),
});
export type TicketEvent = z.infer<typeof ticketEvent>;

export const ticketTimeNames = ['queue', 'firstResponse', 'handling', 'waiting', 'resolution'] as const;
export type TicketTimeName = (typeof ticketTimeNames)[number];

/** In whole seconds: by the clock, and how much of it in opening hours. Null: there is none, or none yet. `running`: it goes on. */
const ticketTime = z.object({ clock: z.int(), opening: z.int(), running: z.boolean() }).nullable();

/** The times of a ticket since it was opened or opened again, as `features/tickets/timeline/README.md` defines them. */
export const ticketTimes = z.object({
  queue: ticketTime,
  firstResponse: ticketTime,
  handling: ticketTime,
  waiting: ticketTime,
  resolution: ticketTime,
});
export type TicketTimes = z.infer<typeof ticketTimes>;

export const ticketTimelineEndpoints = {
  /** What happened to a ticket, oldest first, and how long things took. */
  getTicketTimeline: endpoint({
    method: 'GET',
    path: '/tickets/:ticketId/timeline',
    access: 'agent',
    params: z.object({ ticketId: id }),
    response: z.object({ events: z.array(ticketEvent), times: ticketTimes }),
  }),
};
