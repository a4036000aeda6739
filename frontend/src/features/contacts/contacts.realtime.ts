import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { applyContact, refetchImported, removeContact } from './contact-queries.ts';

export const contactsRealtime: RealtimeHandlers = {
  'contact.updated': ({ contact }, { queryClient }) => applyContact(queryClient, contact),
  'contact.removed': ({ contactId }, { queryClient }) => removeContact(queryClient, contactId),
  'contacts.rearranged': ({ contactIds }, { queryClient }) => {
    if (contactIds.length === 0) refetchImported(queryClient);
    // Tickets and messages are with other people now: what is on the screen is asked anew.
    else void queryClient.invalidateQueries();
  },
};
