import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { useState } from 'react';
import { useDebounced } from '../../lib/useDebounced.ts';
import { flattenPages } from '../tickets/ticket-pages.ts';
import { ticketListQuery } from '../tickets/ticket-queries.ts';
import { type Command, commandGroups, currentCommands } from './commands.ts';

export type PaletteEntry =
  | { type: 'command'; id: string; command: Command }
  | { type: 'ticket'; id: string; ticket: Ticket };

const mostTickets = 8;

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What concerns the open conversation first, whatever came on the screen first. */
function sortedCommands(): Command[] {
  const rank = ({ group }: Command) => commandGroups.indexOf(group);
  return currentCommands().toSorted((a, b) => rank(a) - rank(b));
}

/** What fits the words typed: things to do first, then conversations. */
export function usePaletteEntries(text: string): { entries: PaletteEntry[]; searching: boolean } {
  const [commands] = useState(sortedCommands);
  const search = useDebounced(text.trim(), 200);
  const found = useInfiniteQuery({
    ...ticketListQuery('all', search),
    enabled: search.length > 0,
    placeholderData: keepPreviousData,
  });
  const words = plain(text).split(/\s+/).filter(Boolean);
  const fitting = commands.filter(({ label }) => words.every((word) => plain(label).includes(word)));
  const tickets = text.trim() ? flattenPages(found.data).slice(0, mostTickets) : [];
  return {
    entries: [
      ...fitting.map((command) => ({ type: 'command' as const, id: command.id, command })),
      ...tickets.map((ticket) => ({ type: 'ticket' as const, id: ticket.id, ticket })),
    ],
    searching: text.trim() !== '' && (search !== text.trim() || found.isFetching),
  };
}
