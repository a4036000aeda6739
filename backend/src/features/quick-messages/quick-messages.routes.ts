import { quickMessageEndpoints } from '@ticketz/contract/quick-messages';
import { type Route, route } from '../../core/http/route.ts';
import {
  createQuickMessage,
  deleteQuickMessage,
  listQuickMessages,
  updateQuickMessage,
} from './keep-quick-message.ts';

export const quickMessageRoutes: Route[] = [
  route(quickMessageEndpoints.listQuickMessages, async ({ actor }) => ({
    items: await listQuickMessages(actor),
  })),
  route(quickMessageEndpoints.createQuickMessage, ({ actor, body }) => createQuickMessage(actor, body)),
  route(quickMessageEndpoints.updateQuickMessage, ({ actor, params, body }) =>
    updateQuickMessage(actor, params.quickMessageId, body),
  ),
  route(quickMessageEndpoints.deleteQuickMessage, ({ actor, params }) =>
    deleteQuickMessage(actor, params.quickMessageId),
  ),
];
