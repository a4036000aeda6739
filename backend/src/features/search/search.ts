import type { MessageHits } from '@ticketz/contract/search';
import type { Ticket } from '@ticketz/contract/tickets';
import type { Actor } from '../../core/http/route.ts';
import { searchTerms } from '../contacts/find-contacts.ts';
import { listTickets } from '../tickets/list-tickets.ts';
import { searchMessages } from './search-messages.ts';

interface Found {
  contacts: { contact: Ticket['contact']; ticket: Ticket }[];
  tickets: Ticket[];
  messages: MessageHits;
}

/** A person's tickets stand side by side: more of them are read than people are shown. */
const ticketsRead = 12;
const contactsShown = 5;
const longestName = 100;

/** Everything that fits a text: people, tickets by number, messages. */
export async function search(actor: Actor, { text, limit }: { text: string; limit: number }): Promise<Found> {
  const [fitting, messages] = await Promise.all([
    listTickets(actor, { tab: 'all', search: text.slice(0, longestName), limit: ticketsRead }),
    searchMessages(actor, { text, limit }),
  ]);
  const { number } = searchTerms(text);
  const numbered = fitting.items.filter((ticket) => ticket.number === number);
  const people = new Map<string, Ticket>();
  for (const ticket of fitting.items) {
    if (!people.has(ticket.contact.id) && !numbered.includes(ticket)) people.set(ticket.contact.id, ticket);
  }
  return {
    contacts: [...people.values()]
      .slice(0, contactsShown)
      .map((ticket) => ({ contact: ticket.contact, ticket })),
    tickets: numbered,
    messages,
  };
}
