import './avatars.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';

/** Pictures of people are their colleagues' to see. */
export function mapAvatarsToRealtime(): void {
  mapToRealtime('avatar.changed', ({ companyId, colleague }) => [
    { type: 'colleague.updated', data: { colleague }, rooms: [rooms.company(companyId)] },
  ]);
}
