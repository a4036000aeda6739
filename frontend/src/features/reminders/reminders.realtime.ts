import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { refreshReminders } from './reminder-queries.ts';

/** One's other devices, and the clock: they are few, and asked anew. */
export const remindersRealtime: RealtimeHandlers = {
  'reminder.updated': (_news, { queryClient }) => void refreshReminders(queryClient),
  'reminder.removed': (_news, { queryClient }) => void refreshReminders(queryClient),
  'reminder.fired': (_news, { queryClient }) => void refreshReminders(queryClient),
  afterGap: ({ queryClient }) => void refreshReminders(queryClient),
};
