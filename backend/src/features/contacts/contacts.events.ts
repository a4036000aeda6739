import type { Contact } from '@ticketz/contract/contacts';

declare module '../../core/events.ts' {
  interface DomainEvents {
    /** Somebody wrote something else down of a contact. `rooms`: those who see it. */
    'contact.changed': { companyId: string; contact: Contact; rooms: string[] };
    /** What belongs to whom isn't as it was. */
    'contacts.rearranged': { companyId: string; contactIds: string[]; rooms: string[] };
    'contact.deleted': { companyId: string; contactId: string; rooms: string[] };
  }
}
