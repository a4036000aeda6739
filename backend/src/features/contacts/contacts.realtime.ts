import './contacts.events.ts';
import { mapToRealtime } from '../../core/events.ts';

/** Who may see a contact follows from its tickets: whoever publishes has asked them. */
export function mapContactsToRealtime(): void {
  mapToRealtime('contact.changed', ({ contact, rooms }) => [
    { type: 'contact.updated', data: { contact }, rooms },
  ]);
  mapToRealtime('contacts.rearranged', ({ contactIds, rooms }) => [
    { type: 'contacts.rearranged', data: { contactIds }, rooms },
  ]);
  mapToRealtime('contact.deleted', ({ contactId, rooms }) => [
    { type: 'contact.removed', data: { contactId }, rooms },
  ]);
}
