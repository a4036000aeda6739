import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type Ticket, ticketEndpoints } from '@ticketz/contract/tickets';
import { userSummary } from '@ticketz/contract/users';
import i18next from 'i18next';
import { useCallback, useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { callApi } from '../../api/call-api.ts';
import { errorText } from '../../ui/error-text.ts';
import { offerUndo, showToast } from '../../ui/toast.ts';
import { applyTicket } from './ticket-cache.ts';
import { ticketKeys } from './ticket-queries.ts';

export type TicketAction = 'accept' | 'return' | 'close' | 'reopen';

const endpoints = {
  accept: ticketEndpoints.acceptTicket,
  return: ticketEndpoints.returnTicket,
  close: ticketEndpoints.closeTicket,
  reopen: ticketEndpoints.reopenTicket,
};
const inverse: Record<TicketAction, TicketAction> = {
  accept: 'return',
  return: 'accept',
  close: 'reopen',
  reopen: 'close',
};

/** True where one may write without taking it first: in an open ticket, and in a group of the tab. */
export function isAnswerable({ status, group }: Pick<Ticket, 'status' | 'group'>): boolean {
  return status === 'open' || group?.inTab === true;
}

/** What can be done with a ticket in its state, the likeliest last. */
export function actionsFor(ticket: Ticket): TicketAction[] {
  if (ticket.group?.inTab) return [];
  if (ticket.status === 'pending') return ['accept'];
  return ticket.status === 'open' ? ['return', 'close'] : ['reopen'];
}

function explain(queryClient: QueryClient, ticketId: string, error: unknown): void {
  const winner = isApiError(error, 'ticket_taken') ? userSummary.safeParse(error.details.assignee) : null;
  showToast({
    text: winner?.success ? i18next.t('tickets:takenBy', { name: winner.data.name }) : errorText(error),
  });
  // The refusal means that what is on the screen is old.
  void queryClient.invalidateQueries({ queryKey: ticketKeys.detail(ticketId) });
}

async function perform(queryClient: QueryClient, ticketId: string, action: TicketAction): Promise<boolean> {
  try {
    applyTicket(queryClient, await callApi(endpoints[action], { params: { ticketId } }));
    return true;
  } catch (error) {
    explain(queryClient, ticketId, error);
    return false;
  }
}

/**
 * Does something with a ticket and offers to undo it for five seconds. `busy` while the server is asked; `onDone` when
 * it was done.
 */
export function useTicketActions(ticketId: string, onDone: (action: TicketAction) => void) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState<TicketAction | null>(null);

  const run = useCallback(
    async (action: TicketAction) => {
      setBusy(action);
      const done = await perform(queryClient, ticketId, action);
      setBusy(null);
      if (!done) return;
      onDone(action);
      offerUndo(i18next.t(`tickets:done.${action}`), i18next.t('common:action.undo'), () => {
        void perform(queryClient, ticketId, inverse[action]);
      });
    },
    [queryClient, ticketId, onDone],
  );
  return { run, busy };
}
