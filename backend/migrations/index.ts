import type { Migration } from '../src/core/migrate.ts';
import { foundation } from './0001-foundation.ts';
import { whatsappFunctions } from './0002-whatsapp-functions.ts';
import { whatsappProcesses } from './0003-whatsapp-processes.ts';
import { fastLists } from './0004-fast-lists.ts';
import { connectionEvents } from './0005-connection-events.ts';
import { messageContents } from './0006-message-contents.ts';
import { whatsappCommit } from './0007-whatsapp-commit.ts';
import { messageSearch } from './0008-message-search.ts';
import { notes } from './0009-notes.ts';
import { contacts } from './0010-contacts.ts';
import { ticketViews } from './0011-ticket-views.ts';
import { whatsappCommitMany } from './0012-whatsapp-commit-many.ts';
import { bulkActions } from './0015-bulk-actions.ts';
import { sharedInTickets } from './0016-shared-in-tickets.ts';
import { history } from './0017-history.ts';
import { stars } from './0018-stars.ts';
import { writing } from './0019-writing.ts';
import { snoozeAndReminders } from './0020-snooze-and-reminders.ts';
import { contactImports } from './0022-contact-imports.ts';
import { groups } from './0024-groups.ts';
import { cheaperPages } from './0026-cheaper-pages.ts';
import { refreshSuccessor } from './0027-refresh-successor.ts';
import { channelQuestions } from './0029-channel-questions.ts';
import { queues } from './0031-queues.ts';
import { settings } from './0032-settings.ts';
import { transfers } from './0033-transfers.ts';
import { presence } from './0034-presence.ts';
import { openingHours } from './0035-opening-hours.ts';
import { automaticTexts } from './0036-automatic-texts.ts';
import { timeOuts } from './0037-time-outs.ts';
import { bot } from './0038-bot.ts';
import { searchPieces } from './0040-search-pieces.ts';
import { ticketEvents } from './0041-ticket-events.ts';
import { reports } from './0042-reports.ts';
import { ratings } from './0043-ratings.ts';

/** Every change of the database, in order. Add at the end; never edit one that is merged. */
export const migrations: Migration[] = [
  foundation,
  whatsappFunctions,
  whatsappProcesses,
  fastLists,
  connectionEvents,
  messageContents,
  whatsappCommit,
  messageSearch,
  notes,
  contacts,
  ticketViews,
  whatsappCommitMany,
  bulkActions,
  sharedInTickets,
  history,
  stars,
  cheaperPages,
  contactImports,
  snoozeAndReminders,
  writing,
  groups,
  refreshSuccessor,
  channelQuestions,
  queues,
  settings,
  searchPieces,
  ticketEvents,
  bot,
  openingHours,
  automaticTexts,
  timeOuts,
  reports,
  ratings,
  transfers,
  presence,
];
