import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { useMemo } from 'react';
import { usePhoneFormat } from '../../../lib/phone-format.ts';
import { useDebounced } from '../../../lib/useDebounced.ts';
import { contactsQuery } from '../../contacts/contact-queries.ts';
import { ticketListQuery } from '../../tickets/ticket-queries.ts';

/** Somebody to forward to: in a conversation that is open, or a contact, with whom one will be. */
export interface Receiver {
  /** Of the ticket, or of the contact. */
  id: string;
  type: 'ticket' | 'contact';
  person: { id: string; name: string };
  detail: string;
}

function ofTicket({ id, contact, number, connection }: Ticket): Receiver {
  return { id, type: 'ticket', person: contact, detail: `#${number} · ${connection.name}` };
}

/** Open conversations, then contacts without one, each page by page. */
export function useReceivers(typed: string) {
  const format = usePhoneFormat();
  const search = useDebounced(typed.trim());
  const tickets = useInfiniteQuery({
    ...ticketListQuery('all', search),
    placeholderData: keepPreviousData,
  });
  const contacts = useInfiniteQuery({
    ...contactsQuery({ search, tagId: null }),
    placeholderData: keepPreviousData,
  });
  const open = useMemo(
    () => tickets.data?.pages.flatMap(({ items }) => items).filter(({ status }) => status === 'open') ?? [],
    [tickets.data],
  );
  const others = useMemo(() => {
    // Not before the conversations: who has one would stand here first, and then there.
    if (!tickets.data) return [];
    const busy = new Set(open.map(({ contact }) => contact.id));
    const all = contacts.data?.pages.flatMap(({ items }) => items) ?? [];
    return all.filter(({ id, blocked }) => !blocked && !busy.has(id));
  }, [contacts.data, tickets.data, open]);
  return {
    tickets,
    contacts,
    conversations: open.map(ofTicket),
    people: others.map(
      ({ id, name, phoneNumber }): Receiver => ({
        id,
        type: 'contact',
        person: { id, name },
        detail: phoneNumber ? format(phoneNumber) : '',
      }),
    ),
  };
}
