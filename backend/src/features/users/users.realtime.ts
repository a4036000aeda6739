import './users.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';

export function mapUserEvents(): void {
  mapToRealtime('colleague.went', ({ companyId, userId, away }) => [
    { type: 'colleague.went', data: { userId, away }, rooms: [rooms.company(companyId)] },
  ]);
  mapToRealtime('user.changed', ({ companyId, user, me }) => [
    { type: 'user.updated', data: { user }, rooms: [rooms.admins(companyId)] },
    { type: 'profile.updated', data: { user: me }, rooms: [rooms.user(companyId, user.id)] },
  ]);
}
