import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id } from './ids.ts';
import { ticketFilter, ticketTabs } from './tickets.ts';

/** A tab with filters under a name: its owner's own, or `shared` with everybody of the company. */
export const ticketView = z.object({
  id,
  name: z.string(),
  tab: z.enum(ticketTabs),
  filter: ticketFilter,
  shared: z.boolean(),
  ownerId: id,
});
export type TicketView = z.infer<typeof ticketView>;

const viewName = z.string().trim().min(1).max(60);
const viewParams = z.object({ viewId: id });

export const ticketViewEndpoints = {
  /** The caller's own and the shared ones, by name. */
  listTicketViews: endpoint({
    method: 'GET',
    path: '/ticket-views',
    access: 'agent',
    response: z.object({ items: z.array(ticketView) }),
  }),
  /** Only admins share. */
  createTicketView: endpoint({
    method: 'POST',
    path: '/ticket-views',
    access: 'agent',
    body: z.strictObject({
      name: viewName,
      tab: z.enum(ticketTabs),
      filter: ticketFilter.strict(),
      shared: z.boolean(),
    }),
    response: ticketView,
  }),
  /** Everybody changes their own; admins the shared ones too. */
  updateTicketView: endpoint({
    method: 'PATCH',
    path: '/ticket-views/:viewId',
    access: 'agent',
    params: viewParams,
    body: z.strictObject({ name: viewName.optional(), shared: z.boolean().optional() }),
    response: ticketView,
  }),
  deleteTicketView: endpoint({
    method: 'DELETE',
    path: '/ticket-views/:viewId',
    access: 'agent',
    params: viewParams,
    response: z.void(),
  }),
};
