import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type NumberCheck, newTicketEndpoints } from '@ticketz/contract/new-tickets';
import type { Ticket } from '@ticketz/contract/tickets';
import { ApiError } from '../../../api/api-error.ts';
import { callApi } from '../../../api/call-api.ts';
import { checkNumber } from '../../contacts/number-check.ts';
import { applyTicket } from '../ticket-cache.ts';

export type Recipient = { contactId: string } | { phoneNumber: string };

/** Opens a ticket to a contact, or to a number after WhatsApp has said that it knows it. */
async function openTicket(connectionId: string, to: Recipient): Promise<Ticket> {
  if ('contactId' in to) {
    return callApi(newTicketEndpoints.openTicket, { body: { connectionId, contactId: to.contactId } });
  }
  const check = await findNumber(connectionId, to.phoneNumber);
  return callApi(newTicketEndpoints.openTicket, { body: { numberCheckId: check.id } });
}

/** Asks WhatsApp about a number. Throws when it isn't there, or nobody could be asked. */
export async function findNumber(connectionId: string, phoneNumber: string): Promise<NumberCheck> {
  const check = await checkNumber(connectionId, phoneNumber);
  if (check.state === 'not_found') throw new ApiError({ code: 'number_not_found', status: 409 });
  if (check.state !== 'found') throw new ApiError({ code: 'connection_not_open', status: 409 });
  return check;
}

export function useOpenTicket() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ connectionId, to }: { connectionId: string; to: Recipient }) =>
      openTicket(connectionId, to),
    onSuccess: (ticket) => applyTicket(queryClient, ticket),
  });
}
