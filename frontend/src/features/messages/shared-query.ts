import { infiniteQueryOptions } from '@tanstack/react-query';
import { messageEndpoints, type SharedKind } from '@ticketz/contract/messages';
import { callApi } from '../../api/call-api.ts';

/** What was shared in a conversation, newest first. */
export function sharedQuery(ticketId: string, kind: SharedKind) {
  return infiniteQueryOptions({
    queryKey: ['shared', ticketId, kind],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      callApi(
        messageEndpoints.listShared,
        { params: { ticketId }, query: { of: kind, cursor: pageParam ?? undefined } },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
}
