import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Reminder, reminderEndpoints } from '@ticketz/contract/reminders';
import i18next from 'i18next';
import { callApi } from '../../api/call-api.ts';
import { formatComing } from '../../lib/coming-times.ts';
import { errorText } from '../../ui/error-text.ts';
import { offerUndo, showToast } from '../../ui/toast.ts';
import { hideReminder, refreshReminders } from './reminder-queries.ts';

async function send(queryClient: QueryClient, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    showToast({ text: errorText(error) });
    return false;
  } finally {
    void refreshReminders(queryClient);
  }
}

const writeDone = (reminderId: string, done: boolean) =>
  callApi(reminderEndpoints.updateReminder, { params: { reminderId }, body: { done } });

/** Ticks it off, or takes that back; the list shows it at once, and what was ticked can be undone. */
export async function setDone(queryClient: QueryClient, { id }: Reminder, done: boolean): Promise<void> {
  hideReminder(queryClient, done ? 'open' : 'done', id);
  if (!(await send(queryClient, () => writeDone(id, done))) || !done) return;
  offerUndo(i18next.t('todo:todo.doneNotice'), i18next.t('common:action.undo'), () => {
    void send(queryClient, () => writeDone(id, false));
  });
}

/** Deletes it, and offers to make it anew. */
export async function deleteReminder(queryClient: QueryClient, reminder: Reminder): Promise<void> {
  const { id, note, dueAt, ticket, doneAt } = reminder;
  hideReminder(queryClient, doneAt ? 'done' : 'open', id);
  const params = { reminderId: id };
  if (!(await send(queryClient, () => callApi(reminderEndpoints.deleteReminder, { params })))) return;
  const body = { note, dueAt, ticketId: ticket?.id ?? null };
  if (!note && !ticket) return;
  offerUndo(i18next.t('todo:todo.deleted'), i18next.t('common:action.undo'), () => {
    void send(queryClient, () => callApi(reminderEndpoints.createReminder, { body }));
  });
}

interface Kept {
  note: string;
  dueAt: Date;
}

/** Keeps a new reminder, or changes the one that is given, and says when it will come. */
export function useKeepReminder(known: Reminder | null, ticketId: string | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ note, dueAt }: Kept) => {
      const body = { note, dueAt: dueAt.toISOString() };
      return known
        ? callApi(reminderEndpoints.updateReminder, { params: { reminderId: known.id }, body })
        : callApi(reminderEndpoints.createReminder, { body: { ...body, ticketId } });
    },
    onSuccess: ({ dueAt }) => {
      const time = formatComing(new Date(dueAt), i18next.language);
      showToast({ text: i18next.t('todo:reminder.saved', { time }) });
    },
    onSettled: () => refreshReminders(queryClient),
  });
}
