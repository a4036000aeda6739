import { infiniteQueryOptions, type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { Message } from '@ticketz/contract/messages';
import { starEndpoints } from '@ticketz/contract/stars';
import { callApi } from '../../../api/call-api.ts';
import { errorText } from '../../../ui/error-text.ts';
import { showToast } from '../../../ui/toast.ts';

type Starred = Pick<Message, 'id' | 'ticketId'>;

const listKey = ['starred'] as const;

/** Which messages of a ticket this person has put a star on. Events keep it fresh. */
export function starsQuery(ticketId: string) {
  return queryOptions({
    queryKey: ['stars', ticketId],
    queryFn: async ({ signal }) =>
      (await callApi(starEndpoints.listStars, { params: { ticketId } }, { signal })).messageIds,
    staleTime: 5 * 60_000,
  });
}

export function useStarred({ id, ticketId }: Starred): boolean {
  const { data } = useQuery({ ...starsQuery(ticketId), select: (ids: string[]) => ids.includes(id) });
  return data ?? false;
}

/** This person's starred messages, of one ticket or of all. */
export function starredQuery(ticketId: string | null) {
  return infiniteQueryOptions({
    queryKey: [...listKey, ticketId],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = { ticketId: ticketId ?? undefined, cursor: pageParam ?? undefined };
      return callApi(starEndpoints.listStarredMessages, { query }, { signal });
    },
    getNextPageParam: (page) => page.nextCursor,
  });
}

function mark(queryClient: QueryClient, { id, ticketId }: Starred, starred: boolean): void {
  queryClient.setQueryData(starsQuery(ticketId).queryKey, (ids) => {
    if (!ids || ids.includes(id) === starred) return ids;
    return starred ? [...ids, id] : ids.filter((one) => one !== id);
  });
}

/** What the server says of a star. */
export function applyStar(queryClient: QueryClient, message: Starred, starred: boolean): void {
  mark(queryClient, message, starred);
  void queryClient.invalidateQueries({ queryKey: listKey });
}

/** Shown at once; taken back, with the reason, when the server refuses. */
export async function setStar(queryClient: QueryClient, message: Starred, starred: boolean): Promise<void> {
  const { id: messageId, ticketId } = message;
  const endpoint = starred ? starEndpoints.starMessage : starEndpoints.unstarMessage;
  mark(queryClient, message, starred);
  try {
    await callApi(endpoint, { params: { ticketId, messageId } });
    applyStar(queryClient, message, starred);
  } catch (error) {
    applyStar(queryClient, message, !starred);
    showToast({ text: errorText(error) });
  }
}
