import './contact-imports.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';

/** Admins import contacts, and see what the others do. */
export function mapContactImportsToRealtime(): void {
  mapToRealtime('contactImport.changed', ({ companyId, contactImport }) => [
    { type: 'contactImport.updated', data: { contactImport }, rooms: [rooms.admins(companyId)] },
  ]);
}
