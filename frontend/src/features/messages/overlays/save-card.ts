import { useMutation, useQueryClient } from '@tanstack/react-query';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { newTicketEndpoints } from '@ticketz/contract/new-tickets';
import type { Ticket } from '@ticketz/contract/tickets';
import { callApi } from '../../../api/call-api.ts';
import { applyContact } from '../../contacts/contact-queries.ts';
import { findNumber } from '../../tickets/new-ticket/open-ticket.ts';
import { applyTicket } from '../../tickets/ticket-cache.ts';

export interface CardToSave {
  connectionId: string;
  phoneNumber: string;
  name: string;
  /** Opens the conversation with them, too. */
  write: boolean;
}

/** Who the card's number belongs to now, and the conversation with them. */
export interface SavedCard {
  contact: { id: string; name: string };
  /** They were a contact already, and keep their name. */
  known: boolean;
  ticket: Ticket | null;
}

/** Saves whom a card names, after WhatsApp has said that it knows the number. */
export function useSaveCard() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ connectionId, phoneNumber, name, write }: CardToSave): Promise<SavedCard> => {
      const check = await findNumber(connectionId, phoneNumber);
      let { contact } = check;
      if (!contact) {
        const body = { name: name.trim() || null, phoneNumber: `+${check.phoneNumber}` };
        const created = await callApi(contactEndpoints.createContact, { body });
        applyContact(queryClient, created);
        contact = created;
      }
      const saved = { contact, known: check.contact !== null };
      if (!write) return { ...saved, ticket: null };
      const ticket = await callApi(newTicketEndpoints.openTicket, { body: { numberCheckId: check.id } });
      applyTicket(queryClient, ticket);
      return { ...saved, ticket };
    },
  });
}
