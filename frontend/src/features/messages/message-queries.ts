import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { type Ticket, ticketEndpoints } from '@ticketz/contract/tickets';
import { callApi } from '../../api/call-api.ts';
import { createRecent } from '../../lib/recent.ts';
import { type MessagePage, type MessagePages, type PagePlace, placeMessage } from './message-pages.ts';
import { forgetSent } from './outbox.ts';

const recentMessages = createRecent<Message>();

export const messageKeys = {
  all: ['messages'] as const,
  list: (ticketId: string) => ['messages', ticketId] as const,
  window: (ticketId: string, aim: Aim) => ['messages', ticketId, aim] as const,
  earlier: (ticketId: string) => ['messages', 'earlier', ticketId] as const,
};

/** Where to look into a conversation, when not at its end. */
export type Aim = { around: string } | { at: string };

function addRecent(page: MessagePage, ticketId: string, since: number): MessagePage {
  let data: MessagePages = { pages: [page], pageParams: [null] };
  for (const message of recentMessages.since(since)) {
    if (message.ticketId === ticketId) data = placeMessage(data, message);
  }
  return data.pages[0] ?? page;
}

/** The ticket that the contact had before this one, if there is one that this person may see. */
export function earlierTicketQuery(ticketId: string) {
  return queryOptions({
    queryKey: messageKeys.earlier(ticketId),
    queryFn: async ({ signal }): Promise<Ticket | null> => {
      const call = { params: { ticketId }, query: { limit: 1 } };
      return (await callApi(ticketEndpoints.listEarlierTickets, call, { signal })).items[0] ?? null;
    },
    staleTime: 5 * 60_000,
  });
}

async function fetchPage(place: PagePlace, signal: AbortSignal): Promise<MessagePage> {
  const { ticketId, before, after, around, at } = place;
  const { items, older, newer } = await callApi(
    messageEndpoints.listMessages,
    { params: { ticketId }, query: { before, after, around, at } },
    { signal },
  );
  return { items, older, newer: before === undefined ? newer : null };
}

/**
 * A conversation, from its newest page upwards, or around where one aims, and on into the contact's earlier tickets.
 * Events keep it fresh, so a visited one shows at once.
 */
export function messagesQuery(ticketId: string, aim: Aim | null = null) {
  return infiniteQueryOptions<MessagePage, Error, MessagePages, readonly unknown[], PagePlace | null>({
    queryKey: aim ? messageKeys.window(ticketId, aim) : messageKeys.list(ticketId),
    initialPageParam: null as PagePlace | null,
    queryFn: async ({ pageParam, signal, client }): Promise<MessagePage> => {
      const since = Date.now();
      if (pageParam === null) {
        const page = await fetchPage({ ticketId, ...aim }, signal);
        return page.newer ? page : addRecent(page, ticketId, since);
      }
      if (!pageParam.earlier) return fetchPage(pageParam, signal);
      const ticket = await client.fetchQuery(earlierTicketQuery(pageParam.ticketId));
      if (!ticket) return { items: [], older: null, isFirst: true };
      return { ...(await fetchPage({ ticketId: ticket.id }, signal)), newer: null, ticket };
    },
    getNextPageParam: (page: MessagePage, pages): PagePlace | undefined => {
      if (page.isFirst) return undefined;
      const of = pages.findLast((other) => other.ticket)?.ticket?.id ?? ticketId;
      return page.older ? { ticketId: of, before: page.older } : { ticketId: of, earlier: true };
    },
    getPreviousPageParam: (page: MessagePage): PagePlace | undefined =>
      page.newer ? { ticketId, after: page.newer } : undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Takes over a message from the server, and drops the optimistic bubble it replaces. */
export function applyMessage(queryClient: QueryClient, message: Message): void {
  recentMessages.add(message);
  queryClient.setQueriesData<MessagePages>(
    { queryKey: messageKeys.list(message.ticketId) },
    (data) => data && placeMessage(data, message),
  );
  if (message.clientId) forgetSent(message.clientId);
}
