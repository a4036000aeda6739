import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bulkActionEndpoints } from '@ticketz/contract/bulk-actions';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { draftEndpoints } from '@ticketz/contract/drafts';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { noteEndpoints } from '@ticketz/contract/notes';
import { quickMessageEndpoints } from '@ticketz/contract/quick-messages';
import type { EphemeralEventData, RealtimeEventData } from '@ticketz/contract/realtime';
import { searchEndpoints } from '@ticketz/contract/search';
import { starEndpoints } from '@ticketz/contract/stars';
import { ticketTimelineEndpoints } from '@ticketz/contract/ticket-timeline';
import { type Ticket, ticketEndpoints } from '@ticketz/contract/tickets';
import { userEndpoints } from '@ticketz/contract/users';
import { act } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { VirtuosoMockContext } from 'react-virtuoso';
import { vi } from 'vitest';
import { startSession } from '../api/session.ts';
import { realtimeHandlers } from '../app/realtime-handlers.ts';
import { useDrafts } from '../features/drafts/use-drafts.ts';
import { useOutboxSender } from '../features/messages/use-outbox-sender.ts';
import { fitsFilter } from '../features/tickets/ticket-filter.ts';
import { belongsTo, compareTickets } from '../features/tickets/ticket-pages.ts';
import { loadAppTexts } from '../i18n/i18n.ts';
import { uuidv7 } from '../lib/uuid.ts';
import { InboxPage } from '../pages/inbox/InboxPage.tsx';
import { AppTheme } from '../theme/AppTheme.tsx';
import { Toasts } from '../ui/Toasts.tsx';
import { createFakeApi, FakeFailure } from './fake-api.ts';
import { ana, makeContact, makeMessage, makeSession, shop } from './fixtures.ts';

interface Events {
  'ticket.created': RealtimeEventData<'ticket.created'>;
  'ticket.updated': RealtimeEventData<'ticket.updated'>;
  'ticket.removed': RealtimeEventData<'ticket.removed'>;
  'ticket.woken': RealtimeEventData<'ticket.woken'>;
  'message.created': RealtimeEventData<'message.created'>;
  'message.updated': RealtimeEventData<'message.updated'>;
  'mention.created': RealtimeEventData<'mention.created'>;
  'draft.updated': RealtimeEventData<'draft.updated'>;
  'settings.updated': RealtimeEventData<'settings.updated'>;
  'star.updated': RealtimeEventData<'star.updated'>;
  'colleague.present': EphemeralEventData<'colleague.present'>;
  'customer.typing': EphemeralEventData<'customer.typing'>;
}

/** A server's memory of tickets and messages, as far as the inbox asks for it. */
function serve(tickets: Map<string, Ticket>, messages: Message[]) {
  const api = createFakeApi();
  const find = (ticketId: string): Ticket => {
    const ticket = tickets.get(ticketId);
    if (!ticket) throw new FakeFailure('not_found');
    return ticket;
  };
  const change = (ticketId: string, values: Partial<Ticket>): Ticket => {
    const before = find(ticketId);
    const next = { ...before, ...values, version: before.version + 1 };
    tickets.set(ticketId, next);
    return next;
  };
  const all = () => [...tickets.values()].sort(compareTickets);
  const count = (tab: 'mine' | 'waiting') => {
    const items = all().filter((ticket) => belongsTo(tab, ticket, ana.id));
    return { total: items.length, unread: items.filter((ticket) => ticket.unreadCount > 0).length };
  };
  api.on(ticketEndpoints.listTickets, ({ query: { tab, search, ...filter } }) => ({
    items: all().filter(
      (ticket) =>
        belongsTo(tab, ticket, ana.id) &&
        fitsFilter(filter, ticket) &&
        (!search || ticket.contact.name.toLowerCase().includes(search.toLowerCase())),
    ),
    nextCursor: null,
  }));
  api.on(ticketEndpoints.countTickets, () => ({
    mine: count('mine'),
    waiting: count('waiting'),
    snoozed: { total: all().filter((ticket) => belongsTo('snoozed', ticket, ana.id)).length },
    groups: null,
  }));
  api.on(ticketEndpoints.getTicket, ({ params }) => find(params.ticketId));
  api.on(ticketEndpoints.acceptTicket, ({ params }) =>
    change(params.ticketId, { status: 'open', assignee: ana }),
  );
  api.on(ticketEndpoints.returnTicket, ({ params }) =>
    change(params.ticketId, { status: 'pending', assignee: null }),
  );
  api.on(bulkActionEndpoints.changeTickets, ({ body }) => ({
    bulkActionId: uuidv7(),
    tickets: body.ticketIds.map((ticketId) => change(ticketId, { status: 'closed' })),
    refused: [],
  }));
  api.on(ticketEndpoints.snoozeTicket, ({ params, body }) =>
    change(params.ticketId, { snoozed: { until: body.until } }),
  );
  api.on(ticketEndpoints.unsnoozeTicket, ({ params }) =>
    change(params.ticketId, { snoozed: null, wokenAt: null }),
  );
  api.on(ticketEndpoints.reopenTicket, ({ params }) =>
    change(params.ticketId, { status: 'open', assignee: ana }),
  );
  api.on(ticketEndpoints.markTicketRead, ({ params }) => change(params.ticketId, { unreadCount: 0 }));
  api.on(ticketEndpoints.sendTyping, () => undefined);
  api.on(messageEndpoints.listMessages, ({ params }) => ({
    items: messages.filter((message) => message.ticketId === params.ticketId),
    older: null,
    newer: null,
  }));
  api.on(ticketEndpoints.listEarlierTickets, () => ({ items: [], nextCursor: null }));
  api.on(ticketTimelineEndpoints.getTicketTimeline, () => ({
    events: [],
    times: { queue: null, firstResponse: null, handling: null, waiting: null, resolution: null },
  }));
  api.on(messageEndpoints.listShared, () => ({ items: [], nextCursor: null }));
  api.on(starEndpoints.listStars, () => ({ messageIds: [] }));
  api.on(starEndpoints.listStarredMessages, () => ({ items: [], nextCursor: null }));
  api.on(searchEndpoints.search, ({ query }) => {
    const ofText = all().filter(({ contact }) =>
      contact.name.toLowerCase().includes(query.text.toLowerCase()),
    );
    return {
      contacts: ofText.map((ticket) => ({ contact: ticket.contact, ticket })),
      tickets: [],
      messages: { items: [], nextCursor: null },
    };
  });
  api.on(messageEndpoints.sendMessage, ({ params, body }) => {
    const known = messages.find((message) => message.clientId === body.clientId);
    if (known) return known;
    const sent = makeMessage(params.ticketId, {
      ...body,
      direction: 'outbound',
      status: 'queued',
      author: ana,
    });
    messages.push(sent);
    return sent;
  });
  api.on(ticketEndpoints.sendPresence, () => undefined);
  api.on(quickMessageEndpoints.listQuickMessages, () => ({ items: [] }));
  api.on(userEndpoints.listColleagues, () => ({ items: [] }));
  api.on(noteEndpoints.listMentions, () => ({ items: [] }));
  api.on(noteEndpoints.listWatchers, () => ({ items: [ana] }));
  api.on(noteEndpoints.markMentionsSeen, () => undefined);
  api.on(contactEndpoints.listContacts, () => ({ items: [], nextCursor: null, total: null }));
  api.on(contactEndpoints.getContact, () => makeContact());
  api.on(draftEndpoints.listDrafts, () => ({ items: [] }));
  api.on(draftEndpoints.saveDraft, () => undefined);
  api.on(connectionEndpoints.listConnectionSummaries, () => ({
    items: [{ ...shop, state: 'connected' as const }],
  }));
  return api;
}

function Page() {
  useOutboxSender(ana.id);
  useDrafts(ana.id);
  return (
    <>
      <InboxPage />
      <Toasts />
    </>
  );
}

/** The inbox of Ana, over a server that knows these tickets and messages. */
export async function openInbox(given: { tickets?: Ticket[]; messages?: Message[]; path?: string }) {
  const tickets = new Map((given.tickets ?? []).map((ticket) => [ticket.id, ticket]));
  const api = serve(tickets, given.messages ?? []);
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => api.fetch(input as string, init));
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  window.dispatchEvent(new Event('focus'));
  await loadAppTexts();
  startSession(makeSession());
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter(
    [
      { path: '/', element: <Page /> },
      { path: '/tickets/:ticketId', element: <Page /> },
    ],
    { initialEntries: [given.path ?? '/'] },
  );
  const view = render(
    <QueryClientProvider client={queryClient}>
      <AppTheme>
        <VirtuosoMockContext.Provider value={{ viewportHeight: 800, itemHeight: 76 }}>
          <RouterProvider router={router} />
        </VirtuosoMockContext.Provider>
      </AppTheme>
    </QueryClientProvider>,
  );
  await screen.findByRole('heading', { level: 1, name: 'Inbox' });
  return {
    api,
    router,
    user: userEvent.setup(),
    close: () => view.unmount(),
    /** News from the server, as the socket would bring it. */
    tell<T extends keyof Events>(type: T, data: Events[T]): void {
      act(() => {
        for (const feature of realtimeHandlers) {
          const handle = feature[type] as
            | ((data: Events[T], context: { queryClient: QueryClient }) => void)
            | undefined;
          handle?.(data, { queryClient });
        }
      });
    },
  };
}
