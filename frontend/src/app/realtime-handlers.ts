import { connectionsRealtime } from '../features/connections/connections.realtime.ts';
import { contactImportsRealtime } from '../features/contact-imports/contact-imports.realtime.ts';
import { contactsRealtime } from '../features/contacts/contacts.realtime.ts';
import { dashboardRealtime } from '../features/dashboard/dashboard.realtime.ts';
import { draftsRealtime } from '../features/drafts/drafts.realtime.ts';
import { messagesRealtime } from '../features/messages/messages.realtime.ts';
import { notesRealtime } from '../features/notes/notes.realtime.ts';
import { notificationsRealtime } from '../features/notifications/notifications.realtime.ts';
import { queuesRealtime } from '../features/queues/queues.realtime.ts';
import { remindersRealtime } from '../features/reminders/reminders.realtime.ts';
import { settingsRealtime } from '../features/settings/settings.realtime.ts';
import { tagsRealtime } from '../features/tags/tags.realtime.ts';
import { ticketViewsRealtime } from '../features/ticket-views/ticket-views.realtime.ts';
import { ticketsRealtime } from '../features/tickets/tickets.realtime.ts';
import { usersRealtime } from '../features/users/users.realtime.ts';
import type { RealtimeHandlers } from '../realtime/handlers.ts';

/** What each feature does when the server tells news, in the features' order. */
export const realtimeHandlers: RealtimeHandlers[] = [
  usersRealtime,
  settingsRealtime,
  connectionsRealtime,
  tagsRealtime,
  queuesRealtime,
  contactsRealtime,
  ticketsRealtime,
  contactImportsRealtime,
  ticketViewsRealtime,
  messagesRealtime,
  notesRealtime,
  draftsRealtime,
  remindersRealtime,
  notificationsRealtime,
  dashboardRealtime,
];
