import { bulkActionEndpoints } from '@ticketz/contract/bulk-actions';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { groupEndpoints } from '@ticketz/contract/groups';
import { newTicketEndpoints } from '@ticketz/contract/new-tickets';
import { ticketTimelineEndpoints } from '@ticketz/contract/ticket-timeline';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { type Route, readRoute, route } from '../../core/http/route.ts';
import { acceptTicket } from './accept-ticket.ts';
import { blockContact } from './block-contact.ts';
import { changeTickets } from './bulk/change-tickets.ts';
import { undoBulkAction } from './bulk/undo-bulk-action.ts';
import { closeTicket } from './close-ticket.ts';
import { countBoard } from './count-board.ts';
import { getGroup, setGroupViewers } from './groups/groups.ts';
import { listEarlierTickets } from './list-earlier-tickets.ts';
import { countTickets, listTickets } from './list-tickets.ts';
import { askNumberCheck, readNumberCheck } from './number-checks.ts';
import { openTicket } from './open-ticket.ts';
import { reopenTicket } from './reopen-ticket.ts';
import { returnTicket } from './return-ticket.ts';
import { setTicketTags } from './set-ticket-tags.ts';
import { showPresence } from './show-presence.ts';
import { snoozeTicket, unsnoozeTicket } from './snooze-ticket.ts';
import { getTicketFor } from './ticket.policy.ts';
import { presentTicket } from './ticket.presenter.ts';
import { readTimeline } from './timeline/read-timeline.ts';

export const ticketRoutes: Route[] = [
  readRoute(ticketEndpoints.listTickets, ({ actor, query }) => listTickets(actor, query)),
  readRoute(ticketEndpoints.countTickets, ({ actor }) => countTickets(actor)),
  readRoute(ticketEndpoints.countBoard, ({ actor, query }) => countBoard(actor, query)),
  readRoute(ticketEndpoints.getTicket, async ({ actor, params }) =>
    presentTicket(await getTicketFor(actor, params.ticketId, 'read')),
  ),
  readRoute(ticketEndpoints.listEarlierTickets, ({ actor, params, query }) =>
    listEarlierTickets(actor, params.ticketId, query),
  ),
  readRoute(ticketTimelineEndpoints.getTicketTimeline, ({ actor, params }) =>
    readTimeline(actor, params.ticketId),
  ),
  route(ticketEndpoints.acceptTicket, ({ actor, params }) => acceptTicket(actor, params.ticketId)),
  route(ticketEndpoints.returnTicket, ({ actor, params }) => returnTicket(actor, params.ticketId)),
  route(ticketEndpoints.closeTicket, ({ actor, params }) => closeTicket(actor, params.ticketId)),
  route(ticketEndpoints.reopenTicket, ({ actor, params }) => reopenTicket(actor, params.ticketId)),
  route(ticketEndpoints.snoozeTicket, ({ actor, params, body }) =>
    snoozeTicket(actor, params.ticketId, body.until === null ? null : new Date(body.until)),
  ),
  route(ticketEndpoints.unsnoozeTicket, ({ actor, params }) => unsnoozeTicket(actor, params.ticketId)),
  route(ticketEndpoints.setTicketTags, ({ actor, params, body }) =>
    setTicketTags(actor, params.ticketId, body.tagIds),
  ),
  route(newTicketEndpoints.checkNumber, ({ actor, params, body }) =>
    askNumberCheck(actor, params.connectionId, body.phoneNumber),
  ),
  route(newTicketEndpoints.getNumberCheck, ({ actor, params }) =>
    readNumberCheck(actor, params.numberCheckId),
  ),
  route(newTicketEndpoints.openTicket, ({ actor, body }) => openTicket(actor, body)),
  route(bulkActionEndpoints.changeTickets, ({ actor, body }) => changeTickets(actor, body)),
  route(bulkActionEndpoints.undoBulkAction, ({ actor, params }) =>
    undoBulkAction(actor, params.bulkActionId),
  ),
  route(contactEndpoints.blockContact, ({ actor, params, body }) =>
    blockContact(actor, params.contactId, body.blocked),
  ),
  readRoute(groupEndpoints.getGroup, ({ actor, params }) => getGroup(actor, params.groupId)),
  route(groupEndpoints.setGroupViewers, ({ actor, params, body }) =>
    setGroupViewers(actor, params.groupId, body.userIds),
  ),
  route(ticketEndpoints.sendPresence, ({ actor, params, body }) =>
    showPresence(actor, params.ticketId, body),
  ),
];
