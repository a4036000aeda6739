import type { QueryClient } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { transferEndpoints } from '@ticketz/contract/transfers';
import i18next from 'i18next';
import type { z } from 'zod';
import { callApi } from '../../../api/call-api.ts';
import { errorText } from '../../../ui/error-text.ts';
import { offerUndo, showToast } from '../../../ui/toast.ts';
import { applyTicket, removeTicket } from '../ticket-cache.ts';

export type TransferForm = z.input<NonNullable<typeof transferEndpoints.transferTicket.body>>;

/** Gives a ticket away, and offers to take that back for five seconds. Throws what the server objects to. */
export async function transferTicket(
  queryClient: QueryClient,
  { id: ticketId, contact }: Pick<Ticket, 'id' | 'contact'>,
  body: TransferForm,
): Promise<void> {
  const { transferId, ticket } = await callApi(transferEndpoints.transferTicket, {
    params: { ticketId },
    body,
  });
  if (ticket) applyTicket(queryClient, ticket);
  else removeTicket(queryClient, ticketId, null);
  const text = i18next.t(ticket ? 'transfer:done' : 'transfer:doneGone', { contact: contact.name });
  offerUndo(text, i18next.t('common:action.undo'), () => void takeBack(queryClient, transferId));
}

async function takeBack(queryClient: QueryClient, transferId: string): Promise<void> {
  try {
    applyTicket(queryClient, await callApi(transferEndpoints.undoTransfer, { params: { transferId } }));
  } catch (error) {
    showToast({ text: errorText(error) });
  }
}
