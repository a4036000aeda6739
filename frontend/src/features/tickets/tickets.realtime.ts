import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { dropTab, notePresence } from './colleague-presence.ts';
import { noteCustomerTyping } from './customer-typing.ts';
import { applyContactToTickets, applyTicket, removeTicket } from './ticket-cache.ts';

export const ticketsRealtime: RealtimeHandlers = {
  'ticket.created': ({ ticket }, { queryClient }) => applyTicket(queryClient, ticket),
  'ticket.updated': ({ ticket }, { queryClient }) => applyTicket(queryClient, ticket),
  'ticket.removed': ({ ticketId, takenBy }, { queryClient }) => removeTicket(queryClient, ticketId, takenBy),
  'contact.updated': ({ contact }, { queryClient }) => applyContactToTickets(queryClient, contact),
  'message.created': ({ message }) => {
    if (message.direction === 'inbound') noteCustomerTyping({ ticketId: message.ticketId, state: 'paused' });
  },
  'colleague.present': (news) => notePresence(news),
  'colleague.left': ({ tab }) => dropTab(tab),
  'customer.typing': (activity) => noteCustomerTyping(activity),
};
