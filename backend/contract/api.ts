import { aboutEndpoints } from './about.ts';
import { accountPrivacyEndpoints } from './account-privacy.ts';
import { authEndpoints } from './auth.ts';
import { botMenuEndpoints } from './bot-menus.ts';
import { bulkActionEndpoints } from './bulk-actions.ts';
import { companyEndpoints } from './companies.ts';
import { connectionEndpoints } from './connections.ts';
import { contactFieldEndpoints } from './contact-fields.ts';
import { contactImportEndpoints } from './contact-imports.ts';
import { contactMergeEndpoints } from './contact-merges.ts';
import { contactEndpoints } from './contacts.ts';
import { dashboardEndpoints } from './dashboard.ts';
import { draftEndpoints } from './drafts.ts';
import { fileEndpoints } from './files.ts';
import { groupEndpoints } from './groups.ts';
import { messageEndpoints } from './messages.ts';
import { newTicketEndpoints } from './new-tickets.ts';
import { noteEndpoints } from './notes.ts';
import { openingHoursEndpoints } from './opening-hours.ts';
import { queueEndpoints } from './queues.ts';
import { quickMessageEndpoints } from './quick-messages.ts';
import { ratingEndpoints } from './ratings.ts';
import { reminderEndpoints } from './reminders.ts';
import { reportEndpoints } from './reports.ts';
import { searchEndpoints } from './search.ts';
import { settingsEndpoints } from './settings.ts';
import { starEndpoints } from './stars.ts';
import { tagEndpoints } from './tags.ts';
import { ticketTimelineEndpoints } from './ticket-timeline.ts';
import { ticketViewEndpoints } from './ticket-views.ts';
import { ticketEndpoints } from './tickets.ts';
import { transcriptEndpoints } from './transcripts.ts';
import { transferEndpoints } from './transfers.ts';
import { userEndpoints } from './users.ts';

/** Every endpoint of the API by name: what the server must route and what the generated tests walk through. */
export const api = {
  ...aboutEndpoints,
  ...authEndpoints,
  ...settingsEndpoints,
  ...companyEndpoints,
  ...userEndpoints,
  ...connectionEndpoints,
  ...accountPrivacyEndpoints,
  ...queueEndpoints,
  ...openingHoursEndpoints,
  ...tagEndpoints,
  ...contactFieldEndpoints,
  ...contactEndpoints,
  ...contactImportEndpoints,
  ...contactMergeEndpoints,
  ...groupEndpoints,
  ...ticketEndpoints,
  ...ticketTimelineEndpoints,
  ...ticketViewEndpoints,
  ...newTicketEndpoints,
  ...bulkActionEndpoints,
  ...messageEndpoints,
  ...starEndpoints,
  ...searchEndpoints,
  ...noteEndpoints,
  ...quickMessageEndpoints,
  ...botMenuEndpoints,
  ...draftEndpoints,
  ...reminderEndpoints,
  ...transferEndpoints,
  ...transcriptEndpoints,
  ...fileEndpoints,
  ...ratingEndpoints,
  ...reportEndpoints,
  ...dashboardEndpoints,
};
export type EndpointName = keyof typeof api;
