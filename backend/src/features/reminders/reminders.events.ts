import type { Reminder } from '@ticketz/contract/reminders';

declare module '../../core/events.ts' {
  interface DomainEvents {
    'reminder.changed': { companyId: string; userId: string; reminder: Reminder };
    /** Its time has come. */
    'reminder.fired': { companyId: string; userId: string; reminder: Reminder };
    'reminder.deleted': { companyId: string; userId: string; reminderId: string };
  }
}
