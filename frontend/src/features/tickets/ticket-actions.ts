import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Me } from '@ticketz/contract/auth';
import { type BulkChange, bulkActionEndpoints } from '@ticketz/contract/bulk-actions';
import { type Ticket, ticketEndpoints } from '@ticketz/contract/tickets';
import { userSummary } from '@ticketz/contract/users';
import i18next from 'i18next';
import { useCallback, useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { callApi } from '../../api/call-api.ts';
import { errorText } from '../../ui/error-text.ts';
import { offerUndo, showToast } from '../../ui/toast.ts';
import { undoBulkAction } from './bulk-commands.ts';
import { applyTicket } from './ticket-cache.ts';
import { ticketKeys } from './ticket-queries.ts';

export type TicketAction = 'accept' | 'return' | 'close' | 'reopen';

const endpoints = {
  accept: ticketEndpoints.acceptTicket,
  return: ticketEndpoints.returnTicket,
  reopen: ticketEndpoints.reopenTicket,
};
const inverse = { accept: 'return', return: 'accept', reopen: 'close' } as const;

/** True where one may write without taking it first: in an open ticket, and in a group of the tab. */
export function isAnswerable({ status, group }: Pick<Ticket, 'status' | 'group'>): boolean {
  return status === 'open' || group?.inTab === true;
}

/** True where the company leaves a ticket to the colleague who has it. */
export function isOthers({ assignee, group }: Pick<Ticket, 'assignee' | 'group'>, me: Me | null): boolean {
  return (
    me?.company.exclusiveAssignment === true && !group?.inTab && assignee !== null && assignee.id !== me.id
  );
}

/** True for what can be given away: what waits or is in work; a group in the tab is nobody's. */
export function isTransferable({ status, group }: Pick<Ticket, 'status' | 'group'>): boolean {
  return status !== 'closed' && !group?.inTab;
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

type Undo = () => void;

/** Answers how it is undone; null where it was refused. */
async function perform(
  queryClient: QueryClient,
  ticketId: string,
  action: TicketAction,
): Promise<Undo | null> {
  try {
    if (action === 'close') return await close(queryClient, ticketId);
    applyTicket(queryClient, await callApi(endpoints[action], { params: { ticketId } }));
    return () => void perform(queryClient, ticketId, inverse[action]);
  } catch (error) {
    explain(queryClient, ticketId, error);
    return null;
  }
}

/** As one does it to many: undone, it is whose it was, and put off until when it was. */
async function close(queryClient: QueryClient, ticketId: string): Promise<Undo | null> {
  return changeOne(queryClient, ticketId, { kind: 'close', ticketIds: [ticketId] });
}

/** Gives a ticket to somebody, as one gives them many. */
export async function assignTicket(
  queryClient: QueryClient,
  ticketId: string,
  assigneeId: string,
): Promise<void> {
  const change: BulkChange = { kind: 'assign', ticketIds: [ticketId], assigneeId };
  await changeOne(queryClient, ticketId, change).catch((error: unknown) =>
    explain(queryClient, ticketId, error),
  );
}

async function changeOne(queryClient: QueryClient, ticketId: string, body: BulkChange): Promise<Undo | null> {
  const { bulkActionId, tickets, refused } = await callApi(bulkActionEndpoints.changeTickets, { body });
  for (const ticket of tickets) applyTicket(queryClient, ticket);
  if (bulkActionId) return () => void undoBulkAction(queryClient, bulkActionId);
  if (refused[0]) showToast({ text: i18next.t(`errors:${refused[0].code}`) });
  void queryClient.invalidateQueries({ queryKey: ticketKeys.detail(ticketId) });
  return null;
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
      const undo = await perform(queryClient, ticketId, action);
      setBusy(null);
      if (!undo) return;
      onDone(action);
      offerUndo(i18next.t(`tickets:done.${action}`), i18next.t('common:action.undo'), undo);
    },
    [queryClient, ticketId, onDone],
  );
  return { run, busy };
}
