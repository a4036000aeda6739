import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Mention, noteEndpoints } from '@ticketz/contract/notes';
import { callApi } from '../../api/call-api.ts';

export const noteKeys = {
  mentions: ['mentions'] as const,
  watchers: (ticketId: string) => ['watchers', ticketId] as const,
};

/** Who can be named in a note: those who see the ticket, as it is now. */
export function watchersQuery(ticketId: string) {
  return queryOptions({
    queryKey: noteKeys.watchers(ticketId),
    queryFn: async ({ signal }) =>
      (await callApi(noteEndpoints.listWatchers, { params: { ticketId } }, { signal })).items,
    staleTime: 30_000,
  });
}

/** Notes that name this person and that they haven't seen. Events keep it fresh. */
export const mentionsQuery = queryOptions({
  queryKey: noteKeys.mentions,
  queryFn: async ({ signal }) => (await callApi(noteEndpoints.listMentions, {}, { signal })).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export function addMention(queryClient: QueryClient, mention: Mention): void {
  queryClient.setQueryData(mentionsQuery.queryKey, (known) => [
    mention,
    ...(known ?? []).filter(({ messageId }) => messageId !== mention.messageId),
  ]);
}

export function dropMentionsOf(queryClient: QueryClient, ticketId: string): void {
  queryClient.setQueryData(mentionsQuery.queryKey, (known) =>
    known?.filter((mention) => mention.ticketId !== ticketId),
  );
}

/** What names this person in a ticket has been seen. */
export async function markMentionsSeen(queryClient: QueryClient, ticketId: string): Promise<void> {
  dropMentionsOf(queryClient, ticketId);
  try {
    await callApi(noteEndpoints.markMentionsSeen, { params: { ticketId } });
  } catch {
    // Shown as unseen once more, which is true for the server.
    await queryClient.invalidateQueries({ queryKey: noteKeys.mentions });
  }
}
