import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { applyContact } from './contact-queries.ts';

export const contactsRealtime: RealtimeHandlers = {
  'contact.updated': ({ contact }, { queryClient }) => applyContact(queryClient, contact),
};
