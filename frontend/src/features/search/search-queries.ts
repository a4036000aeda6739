import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type MessageFilter, type MessageHits, searchEndpoints } from '@ticketz/contract/search';
import { callApi } from '../../api/call-api.ts';

const keptMs = 60_000;

/** People, tickets and the newest messages that fit a text. */
export function searchQuery(text: string) {
  return queryOptions({
    queryKey: ['search', 'all', text],
    queryFn: ({ signal }) => callApi(searchEndpoints.search, { query: { text } }, { signal }),
    staleTime: 0,
    gcTime: keptMs,
  });
}

/** Messages further on, and those that a filter leaves. */
export function messageSearchQuery(text: string, filter: MessageFilter) {
  return infiniteQueryOptions({
    queryKey: ['search', 'messages', text, filter],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal, client }): Promise<MessageHits> => {
      // The first page has come with the people already.
      if (pageParam === null && Object.keys(filter).length === 0)
        return (await client.fetchQuery({ ...searchQuery(text), staleTime: 5_000 })).messages;
      const query = { text, ...filter, cursor: pageParam ?? undefined };
      return callApi(searchEndpoints.searchMessages, { query }, { signal });
    },
    getNextPageParam: (page: MessageHits) => page.nextCursor,
    staleTime: 0,
    gcTime: keptMs,
  });
}
