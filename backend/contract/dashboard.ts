import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant } from './ids.ts';

/** `id`: null is what is in no queue. `longestSince`: since when who waits longest does. */
const queueNow = z.object({
  id: id.nullable(),
  name: z.string().nullable(),
  waiting: z.int(),
  longestSince: instant.nullable(),
  open: z.int(),
});

/** Who has something open, or is there. */
const agentNow = z.object({ id, name: z.string(), open: z.int(), online: z.boolean() });

/** How it is at this moment. Supervisors get what is in their queues, and who is in those. */
export const dashboard = z.object({
  waiting: z.int(),
  longestSince: instant.nullable(),
  open: z.int(),
  queues: z.array(queueNow),
  agents: z.array(agentNow),
  /** Messages of customers and tickets opened today, by hour of the company's time zone; hours with nothing are left out. */
  today: z.array(z.object({ hour: z.int().min(0).max(23), inbound: z.int(), opened: z.int() })),
});
export type Dashboard = z.infer<typeof dashboard>;

export const dashboardEndpoints = {
  readDashboard: endpoint({ method: 'GET', path: '/dashboard', access: 'supervisor', response: dashboard }),
};
