import './users.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';

export function mapUserEvents(): void {
  mapToRealtime('user.changed', ({ companyId, user, me }) => [
    { type: 'user.updated', data: { user }, rooms: [rooms.admins(companyId)] },
    { type: 'profile.updated', data: { user: me }, rooms: [rooms.user(companyId, user.id)] },
  ]);
}
