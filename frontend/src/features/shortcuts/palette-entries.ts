import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { maxSearchLength, type searchEndpoints } from '@ticketz/contract/search';
import { useState } from 'react';
import type { z } from 'zod';
import { useDebounced } from '../../lib/useDebounced.ts';
import type { Result } from '../search/ResultOption.tsx';
import { searchQuery } from '../search/search-queries.ts';
import { type Command, commandGroups, currentCommands } from './commands.ts';

export type PaletteEntry =
  | { type: 'command'; id: string; command: Command }
  | { type: 'result'; id: string; result: Result };

type SearchAnswer = z.output<typeof searchEndpoints.search.response>;

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What concerns the open conversation first, whatever came on the screen first. */
function sortedCommands(): Command[] {
  const rank = ({ group }: Command) => commandGroups.indexOf(group);
  return currentCommands().toSorted((a, b) => rank(a) - rank(b));
}

/** What fits the words typed: things to do first, then people, tickets and messages. */
export function usePaletteEntries(text: string): { entries: PaletteEntry[]; searching: boolean } {
  const [commands] = useState(sortedCommands);
  const search = useDebounced(text.trim(), 200).slice(0, maxSearchLength);
  const found = useQuery({
    ...searchQuery(search),
    enabled: search.length > 0,
    placeholderData: keepPreviousData,
  });
  const words = plain(text).split(/\s+/).filter(Boolean);
  const fitting = commands.filter(({ label }) => words.every((word) => plain(label).includes(word)));
  const results = text.trim() && found.data ? resultsOf(found.data) : [];
  return {
    entries: [
      ...fitting.map((command) => ({ type: 'command' as const, id: command.id, command })),
      ...results.map((result) => ({
        type: 'result' as const,
        id: `${result.type}-${result.key}`,
        result,
      })),
    ],
    searching: text.trim() !== '' && (search !== text.trim() || found.isFetching),
  };
}

function resultsOf({ contacts, tickets, messages }: SearchAnswer): Result[] {
  return [
    ...tickets.map((ticket) => ({ type: 'ticket' as const, key: ticket.id, ticket })),
    ...contacts.map(({ contact, ticket }) => ({ type: 'contact' as const, key: contact.id, ticket })),
    ...messages.items.map((hit) => ({ type: 'message' as const, key: hit.id, hit })),
  ];
}
