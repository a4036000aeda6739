import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { dropTab, notePresence } from './colleague-presence.ts';
import { noteCustomerTyping } from './customer-typing.ts';
import { applyContactToTickets, applyTicket, removeTicket } from './ticket-cache.ts';
import { ticketKeys } from './ticket-queries.ts';
import { ticketTimelineKey } from './ticket-timeline-query.ts';

export const ticketsRealtime: RealtimeHandlers = {
  'ticket.created': ({ ticket }, { queryClient }) => applyTicket(queryClient, ticket),
  'ticket.updated': ({ ticket }, { queryClient }) => applyTicket(queryClient, ticket),
  'ticket.rated': ({ ticketId }, { queryClient }) =>
    void queryClient.invalidateQueries({ queryKey: ticketTimelineKey(ticketId) }),
  'ticket.removed': ({ ticketId, takenBy }, { queryClient }) => removeTicket(queryClient, ticketId, takenBy),
  'sight.changed': (_nothing, { queryClient }) => {
    // What isn't on the screen is forgotten: nobody is to find there what they may not see any more.
    queryClient.removeQueries({ type: 'inactive' });
    void queryClient.invalidateQueries();
  },
  'contact.updated': ({ contact }, { queryClient }) => applyContactToTickets(queryClient, contact),
  'contacts.rearranged': ({ contactIds }, { queryClient }) => {
    // Some may have other names since the import. The whole company hears it at the same moment: lists of tickets wait
    // until somebody comes to them next.
    const imported = contactIds.length === 0;
    if (imported) void queryClient.invalidateQueries({ queryKey: ticketKeys.all, refetchType: 'none' });
  },
  'message.created': ({ message }) => {
    if (message.direction === 'inbound') noteCustomerTyping({ ticketId: message.ticketId, state: 'paused' });
  },
  'colleague.present': (news) => notePresence(news),
  'colleague.left': ({ tab }) => dropTab(tab),
  'customer.typing': (activity) => noteCustomerTyping(activity),
};
