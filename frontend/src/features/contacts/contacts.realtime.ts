import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { applyContact, removeContact } from './contact-queries.ts';

export const contactsRealtime: RealtimeHandlers = {
  'contact.updated': ({ contact }, { queryClient }) => applyContact(queryClient, contact),
  'contact.removed': ({ contactId }, { queryClient }) => removeContact(queryClient, contactId),
  // Tickets and messages are with other people now: what is on the screen is asked anew.
  'contacts.rearranged': (_data, { queryClient }) => void queryClient.invalidateQueries(),
};
