import { listenToCustomers } from '../features/chatbot/chatbot.listeners.ts';
import { mapConnectionEvents } from '../features/connections/connections.realtime.ts';
import { mapContactImportsToRealtime } from '../features/contact-imports/contact-imports.realtime.ts';
import { mapContactsToRealtime } from '../features/contacts/contacts.realtime.ts';
import { mapDraftsToRealtime } from '../features/drafts/drafts.realtime.ts';
import { mapAvatarsToRealtime } from '../features/files/avatars.realtime.ts';
import { mapMessagesToRealtime } from '../features/messages/messages.realtime.ts';
import { mapNotesToRealtime } from '../features/notes/notes.realtime.ts';
import { mapQueuesToRealtime } from '../features/queues/queues.realtime.ts';
import { mapRatingsToRealtime } from '../features/ratings/ratings.realtime.ts';
import { mapRemindersToRealtime } from '../features/reminders/reminders.realtime.ts';
import { mapSettingsToRealtime } from '../features/settings/settings.realtime.ts';
import { mapTagsToRealtime } from '../features/tags/tags.realtime.ts';
import { mapTicketViewsToRealtime } from '../features/ticket-views/ticket-views.realtime.ts';
import { mapTicketsToRealtime } from '../features/tickets/tickets.realtime.ts';
import { mapTransfersToRealtime } from '../features/transfers/transfers.realtime.ts';
import { mapUserEvents } from '../features/users/users.realtime.ts';

/** Who reacts to what. Every process publishes, so every process maps. */
export function registerListeners(): void {
  mapUserEvents();
  mapSettingsToRealtime();
  mapAvatarsToRealtime();
  mapConnectionEvents();
  mapQueuesToRealtime();
  mapTagsToRealtime();
  mapContactsToRealtime();
  mapContactImportsToRealtime();
  mapTicketsToRealtime();
  mapTicketViewsToRealtime();
  mapMessagesToRealtime();
  mapNotesToRealtime();
  mapTransfersToRealtime();
  mapDraftsToRealtime();
  mapRemindersToRealtime();
  mapRatingsToRealtime();
  listenToCustomers();
}
