import './reminders.events.ts';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';

/** A reminder is its writer's own, on all their devices. */
export function mapRemindersToRealtime(): void {
  mapToRealtime('reminder.changed', ({ companyId, userId, reminder }) => [
    { type: 'reminder.updated', data: { reminder }, rooms: [rooms.user(companyId, userId)] },
  ]);
  mapToRealtime('reminder.fired', ({ companyId, userId, reminder }) => [
    { type: 'reminder.fired', data: { reminder }, rooms: [rooms.user(companyId, userId)] },
  ]);
  mapToRealtime('reminder.deleted', ({ companyId, userId, reminderId }) => [
    { type: 'reminder.removed', data: { reminderId }, rooms: [rooms.user(companyId, userId)] },
  ]);
}
