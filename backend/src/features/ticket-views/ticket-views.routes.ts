import { ticketViewEndpoints } from '@ticketz/contract/ticket-views';
import { type Route, route } from '../../core/http/route.ts';
import { createTicketView, deleteTicketView, listTicketViews, updateTicketView } from './ticket-views.ts';

export const ticketViewRoutes: Route[] = [
  route(ticketViewEndpoints.listTicketViews, async ({ actor }) => ({ items: await listTicketViews(actor) })),
  route(ticketViewEndpoints.createTicketView, ({ actor, body }) => createTicketView(actor, body)),
  route(ticketViewEndpoints.updateTicketView, ({ actor, params, body }) =>
    updateTicketView(actor, params.viewId, body),
  ),
  route(ticketViewEndpoints.deleteTicketView, ({ actor, params }) => deleteTicketView(actor, params.viewId)),
];
