import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { callApi } from '../../api/call-api.ts';
import { createRecent } from '../../lib/recent.ts';
import { type MessagePage, type MessagePages, placeMessage } from './message-pages.ts';
import { forgetSent } from './outbox.ts';

const recentMessages = createRecent<Message>();

export const messageKeys = {
  all: ['messages'] as const,
  list: (ticketId: string) => ['messages', ticketId] as const,
};

function addRecent(page: MessagePage, ticketId: string, since: number): MessagePage {
  let data: MessagePages = { pages: [page], pageParams: [null] };
  for (const message of recentMessages.since(since)) {
    if (message.ticketId === ticketId) data = placeMessage(data, message);
  }
  return data.pages[0] ?? page;
}

/** A conversation, from its newest page upwards. Events keep it fresh, so a visited one shows at once. */
export function messagesQuery(ticketId: string) {
  return infiniteQueryOptions({
    queryKey: messageKeys.list(ticketId),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }): Promise<MessagePage> => {
      const since = Date.now();
      const { items, older } = await callApi(
        messageEndpoints.listMessages,
        { params: { ticketId }, query: { before: pageParam ?? undefined } },
        { signal },
      );
      return pageParam === null ? addRecent({ items, older }, ticketId, since) : { items, older };
    },
    getNextPageParam: (page: MessagePage) => page.older,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Takes over a message from the server, and drops the optimistic bubble it replaces. */
export function applyMessage(queryClient: QueryClient, message: Message): void {
  recentMessages.add(message);
  queryClient.setQueryData<MessagePages>(
    messageKeys.list(message.ticketId),
    (data) => data && placeMessage(data, message),
  );
  if (message.clientId) forgetSent(message.clientId);
}
