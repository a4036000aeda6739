import type { JobDefinition } from '../core/jobs.ts';
import type { Realtime } from '../core/realtime.ts';
import { realtimeOutboxJobs } from '../core/realtime-outbox.ts';
import { deleteOldSessions } from '../features/auth/delete-old-sessions.job.ts';
import { cleanConnectionEvents } from '../features/connections/clean-connection-events.job.ts';
import { cleanJournal } from '../features/connections/whatsapp/clean-journal.job.ts';
import { checkImportedNumbers } from '../features/contact-imports/check-imported-numbers.job.ts';
import { importContacts } from '../features/contact-imports/import-contacts.job.ts';
import { tendImports } from '../features/contact-imports/tend-imports.job.ts';
import { countReports } from '../features/dashboard/count-reports.job.ts';
import { deleteUnusedFiles } from '../features/files/delete-unused-files.job.ts';
import { cleanChanges } from '../features/messages/clean-changes.job.ts';
import { endSilence } from '../features/messages/end-silence.job.ts';
import { tendRatings } from '../features/ratings/tend-ratings.job.ts';
import { fireReminders } from '../features/reminders/fire-reminders.job.ts';
import { wakeTickets } from '../features/tickets/wake-tickets.job.ts';
import { announceAbsence } from '../features/users/announce-absence.job.ts';

/** All background work, with its schedule in each definition. */
export function allJobs(realtime: Realtime): JobDefinition[] {
  return [
    ...realtimeOutboxJobs(realtime),
    deleteOldSessions,
    wakeTickets,
    fireReminders,
    endSilence,
    announceAbsence,
    cleanJournal,
    cleanConnectionEvents,
    deleteUnusedFiles,
    cleanChanges,
    importContacts,
    checkImportedNumbers,
    tendImports,
    tendRatings,
    countReports,
  ];
}
