import { connectionEndpoints } from '@ticketz/contract/connections';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { type Route, route } from '../../core/http/route.ts';
import { getConnectionFor } from '../connections/connection.policy.ts';
import { listMessages } from './list-messages.ts';
import { markTicketRead } from './mark-ticket-read.ts';
import { readConnectionHealth } from './read-connection-health.ts';
import { readLedger } from './read-ledger.ts';
import { retryMessage } from './retry-message.ts';
import { sendMessage } from './send-message.ts';
import { showAgentTyping } from './show-typing.ts';

/** `takeSend` counts what a company sends; it throws when that is too much. */
export function messageRoutes(takeSend: (companyId: string) => Promise<void>): Route[] {
  return [
    route(messageEndpoints.listMessages, ({ actor, params, query }) =>
      listMessages(actor, params.ticketId, query),
    ),
    route(connectionEndpoints.connectionLedger, async ({ actor, params }) => ({
      items: await readLedger(await getConnectionFor(actor, params.connectionId, 'read')),
    })),
    route(connectionEndpoints.connectionHealth, async ({ actor, params }) =>
      readConnectionHealth(await getConnectionFor(actor, params.connectionId, 'read')),
    ),
    route(messageEndpoints.sendMessage, async ({ actor, params, body }) => {
      await takeSend(actor.companyId);
      return sendMessage(actor, params.ticketId, body);
    }),
    route(messageEndpoints.retryMessage, async ({ actor, params }) => {
      await takeSend(actor.companyId);
      return retryMessage(actor, params.ticketId, params.messageId);
    }),
    route(ticketEndpoints.markTicketRead, ({ actor, params }) => markTicketRead(actor, params.ticketId)),
    route(ticketEndpoints.sendTyping, ({ actor, params, body }) =>
      showAgentTyping(actor, params.ticketId, body.state),
    ),
  ];
}
