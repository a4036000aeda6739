import './settings.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';

/** What a company decides holds for everybody in it, at once. */
export function mapSettingsToRealtime(): void {
  mapToRealtime('settings.changed', ({ companyId, settings }) => [
    { type: 'settings.updated', data: { settings }, rooms: [rooms.company(companyId)] },
  ]);
}
