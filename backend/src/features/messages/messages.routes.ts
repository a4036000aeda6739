import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { type Route, route } from '../../core/http/route.ts';
import { listMessages } from './list-messages.ts';
import { markTicketRead } from './mark-ticket-read.ts';
import { retryMessage } from './retry-message.ts';
import { sendMessage } from './send-message.ts';
import { showAgentTyping } from './show-typing.ts';

export const messageRoutes: Route[] = [
  route(messageEndpoints.listMessages, ({ actor, params, query }) =>
    listMessages(actor, params.ticketId, query),
  ),
  route(messageEndpoints.sendMessage, ({ actor, params, body }) => sendMessage(actor, params.ticketId, body)),
  route(messageEndpoints.retryMessage, ({ actor, params }) =>
    retryMessage(actor, params.ticketId, params.messageId),
  ),
  route(ticketEndpoints.markTicketRead, ({ actor, params }) => markTicketRead(actor, params.ticketId)),
  route(ticketEndpoints.sendTyping, ({ actor, params, body }) =>
    showAgentTyping(actor, params.ticketId, body.state),
  ),
];
