import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { applyContact, removeContact } from './contact-queries.ts';

export const contactsRealtime: RealtimeHandlers = {
  'contact.updated': ({ contact }, { queryClient }) => applyContact(queryClient, contact),
  'contact.removed': ({ contactId }, { queryClient }) => removeContact(queryClient, contactId),
};
