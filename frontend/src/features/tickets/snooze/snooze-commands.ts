import type { QueryClient } from '@tanstack/react-query';
import { type Ticket, ticketEndpoints } from '@ticketz/contract/tickets';
import i18next from 'i18next';
import { callApi } from '../../../api/call-api.ts';
import { loadTodoTexts } from '../../../i18n/i18n.ts';
import { formatComing } from '../../../lib/coming-times.ts';
import { errorText } from '../../../ui/error-text.ts';
import { offerUndo, showToast } from '../../../ui/toast.ts';
import { applyTicket } from '../ticket-cache.ts';

type Snoozed = Ticket['snoozed'];

function send(ticketId: string, snoozed: Snoozed): Promise<Ticket> {
  const params = { ticketId };
  return snoozed
    ? callApi(ticketEndpoints.snoozeTicket, { params, body: { until: snoozed.until } })
    : callApi(ticketEndpoints.unsnoozeTicket, { params });
}

function said(snoozed: Snoozed): string {
  if (!snoozed) return i18next.t('todo:snooze.back');
  if (!snoozed.until) return i18next.t('todo:snooze.doneOpen');
  return i18next.t('todo:snooze.done', { time: formatComing(new Date(snoozed.until), i18next.language) });
}

async function write(queryClient: QueryClient, ticketId: string, snoozed: Snoozed): Promise<boolean> {
  try {
    applyTicket(queryClient, await send(ticketId, snoozed));
    return true;
  } catch (error) {
    showToast({ text: errorText(error) });
    return false;
  }
}

/** Puts a ticket off, or takes it back with null; says so, and offers to undo it for five seconds. */
export async function setSnoozed(
  queryClient: QueryClient,
  ticket: Ticket,
  snoozed: Snoozed,
): Promise<boolean> {
  const [done] = await Promise.all([write(queryClient, ticket.id, snoozed), loadTodoTexts()]);
  if (!done) return false;
  const before = ticket.snoozed;
  offerUndo(said(snoozed), i18next.t('common:action.undo'), () => {
    void write(queryClient, ticket.id, before);
  });
  return true;
}
