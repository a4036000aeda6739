import './contacts.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';

/**
 * A contact's new name. Admins get it at once; agents see it with the next event of a ticket that they may see, since
 * who may see a contact follows from its tickets.
 */
export function mapContactsToRealtime(): void {
  mapToRealtime('contact.renamed', ({ companyId, contact }) => [
    { type: 'contact.updated', data: { contact }, rooms: [rooms.admins(companyId)] },
  ]);
}
