import { type TicketFilter, type TicketList, ticketEndpoints } from '@ticketz/contract/tickets';
import type { TestPerson } from './test-app.ts';

type Act =
  | 'acceptTicket'
  | 'returnTicket'
  | 'closeTicket'
  | 'reopenTicket'
  | 'unsnoozeTicket'
  | 'markTicketRead';

/** Does to a ticket what takes nothing but its id. */
export const act = (person: TestPerson, name: Act, ticketId: string) =>
  person.api.call(ticketEndpoints[name], { params: { ticketId } });

/** Whose tickets a person finds in a list, by name. One row a page: what narrows it is asked for further pages, too. */
export async function namesIn(
  person: TestPerson,
  tab: TicketList,
  filter: TicketFilter & { search?: string } = {},
): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { tab, limit: 1, cursor, ...filter };
    const page = await person.api.call(ticketEndpoints.listTickets, { query });
    found.push(...page.items.map(({ contact }) => contact.name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found.toSorted();
}
