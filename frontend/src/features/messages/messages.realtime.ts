import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { applyMessage, messageKeys } from './message-queries.ts';
import { applyStar } from './stars/star-queries.ts';

export const messagesRealtime: RealtimeHandlers = {
  'message.created': ({ message }, { queryClient }) => applyMessage(queryClient, message),
  'message.updated': ({ message }, { queryClient }) => applyMessage(queryClient, message),
  'star.updated': ({ ticketId, messageId, starred }, { queryClient }) =>
    applyStar(queryClient, { id: messageId, ticketId }, starred),
  // What is written there from now on doesn't reach this person: a copy would be wrong when the ticket comes back.
  'ticket.removed': ({ ticketId }, { queryClient }) => {
    queryClient.removeQueries({ queryKey: messageKeys.list(ticketId) });
  },
};
