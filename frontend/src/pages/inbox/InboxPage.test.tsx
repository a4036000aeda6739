import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { bulkActionEndpoints } from '@ticketz/contract/bulk-actions';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { searchEndpoints } from '@ticketz/contract/search';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeFailure } from '../../test/fake-api.ts';
import { ana, bruno, makeMessage, makeTicket } from '../../test/fixtures.ts';
import { openInbox } from '../../test/inbox-scene.tsx';
import { showToast, toastQueue } from '../../ui/toast.ts';
import { setSearch, showTab } from './inbox-view.ts';

afterEach(() => {
  toastQueue.set([]);
  showTab('waiting');
  setSearch('');
});

const composer = () => screen.findByRole('textbox', { name: /^Message to/ });

describe('the list', () => {
  it('shows who is waiting, and a customer who has just written', async () => {
    const first = makeTicket({ contact: { id: makeTicket().id, name: 'João', phoneNumber: null } });
    const inbox = await openInbox({ tickets: [first] });
    await screen.findByRole('link', { name: /João/ });

    inbox.tell('ticket.created', { ticket: makeTicket({ unreadCount: 2 }) });

    await screen.findByRole('link', { name: /Maria/ });
    const rows = screen.getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('Maria Oliveira'),
      expect.stringContaining('João'),
    ]);
    expect(within(rows[0] as HTMLElement).getByText('2 unread messages')).toBeInTheDocument();
  });

  it('ignores an older version of a ticket', async () => {
    const ticket = makeTicket({ version: 5 });
    const inbox = await openInbox({ tickets: [ticket] });
    await screen.findByRole('link', { name: /Maria/ });

    inbox.tell('ticket.updated', { ticket: { ...ticket, status: 'closed', version: 4 } });
    expect(screen.getByRole('link', { name: /Maria/ })).toBeInTheDocument();

    inbox.tell('ticket.updated', { ticket: { ...ticket, status: 'closed', version: 6 } });
    expect(await screen.findByText('Nobody is waiting')).toBeInTheDocument();
  });

  it('keeps the rows in place under the pointer and counts what is new above', async () => {
    const older = makeTicket();
    const inbox = await openInbox({ tickets: [older] });
    const row = await screen.findByRole('link', { name: /Maria/ });
    await inbox.user.hover(row);

    const other = makeTicket({ contact: { id: makeTicket().id, name: 'Rafael', phoneNumber: null } });
    inbox.tell('ticket.created', { ticket: other });
    expect(screen.queryByRole('link', { name: /Rafael/ })).not.toBeInTheDocument();

    await inbox.user.click(await screen.findByRole('button', { name: '1 new above' }));
    expect(await screen.findByRole('link', { name: /Rafael/ })).toBeInTheDocument();
  });

  it('lets the rows move under a pointer that only rests where they came up', async () => {
    const inbox = await openInbox({ tickets: [makeTicket()] });
    fireEvent.pointerEnter(await screen.findByRole('link', { name: /Maria/ }), { pointerType: 'mouse' });
    const other = makeTicket({ contact: { id: makeTicket().id, name: 'Rafael', phoneNumber: null } });
    inbox.tell('ticket.created', { ticket: other });
    expect(await screen.findByRole('link', { name: /Rafael/ })).toBeInTheDocument();
  });

  it('finds tickets of every tab, and says so when there is none', async () => {
    const closed = makeTicket({ status: 'closed' });
    const inbox = await openInbox({ tickets: [closed] });
    const search = screen.getByRole('searchbox');
    await inbox.user.type(search, 'maria');
    expect(await screen.findByRole('option', { name: /Maria/ })).toHaveTextContent('Closed');

    await inbox.user.clear(search);
    await inbox.user.type(search, 'zz');
    expect(await screen.findByText('Nothing found for “zz”')).toBeInTheDocument();
  });

  it('offers to try again when the list cannot be loaded', async () => {
    const inbox = await openInbox({ tickets: [makeTicket()] });
    inbox.api.on(ticketEndpoints.listTickets, () => {
      throw new FakeFailure('service_unavailable');
    });
    await inbox.user.click(screen.getByRole('tab', { name: 'Closed' }));
    expect(await screen.findByText("This couldn't be loaded")).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });
});

describe('taking tickets', () => {
  it('accepts one, and undoes it', async () => {
    const ticket = makeTicket();
    const inbox = await openInbox({ tickets: [ticket], path: `/tickets/${ticket.id}` });
    await inbox.user.click(await screen.findByRole('button', { name: 'Accept to answer' }));
    // At once: the offer is gone in five seconds, and what comes after it may take longer to load.
    await inbox.user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('button', { name: 'Accept to answer' })).toBeInTheDocument();
  });

  it('says who was faster', async () => {
    const ticket = makeTicket();
    const inbox = await openInbox({ tickets: [ticket], path: `/tickets/${ticket.id}` });
    inbox.api.on(ticketEndpoints.acceptTicket, () => {
      throw new FakeFailure('ticket_taken', { assignee: bruno });
    });
    await inbox.user.click(await screen.findByRole('button', { name: 'Accept to answer' }));
    expect(await screen.findByText('Bruno Lima has already taken this ticket.')).toBeInTheDocument();

    inbox.tell('ticket.removed', { ticketId: ticket.id, takenBy: bruno });
    expect(
      await screen.findByRole('heading', { name: 'Bruno Lima has taken this ticket' }),
    ).toBeInTheDocument();
  });
});

describe('answering', () => {
  const openTicket = () => makeTicket({ status: 'open', assignee: ana });

  it('shows the bubble at once and its ticks as they come', async () => {
    const ticket = openTicket();
    const inbox = await openInbox({ tickets: [ticket], path: `/tickets/${ticket.id}` });
    await inbox.user.type(await composer(), 'Temos sim{Enter}');
    expect(await composer()).toHaveValue('');
    expect(screen.getByRole('article', { name: 'You' })).toHaveTextContent('Temos sim');

    await waitFor(() => expect(inbox.api.callsTo(messageEndpoints.sendMessage)).toHaveLength(1));
    const [call] = inbox.api.callsTo(messageEndpoints.sendMessage);
    const clientId = (call?.body as Message | undefined)?.clientId ?? null;
    inbox.tell('message.updated', {
      message: makeMessage(ticket.id, {
        direction: 'outbound',
        text: 'Temos sim',
        status: 'read',
        author: ana,
        clientId,
        version: 9,
      }),
    });
    expect(await screen.findByText('Read')).toBeInTheDocument();
  });

  it('keeps what was written without a network, over a reload, and sends it in order', async () => {
    const ticket = openTicket();
    const messages: ReturnType<typeof makeMessage>[] = [];
    const before = await openInbox({ tickets: [ticket], messages, path: `/tickets/${ticket.id}` });
    await composer();
    before.api.cutNetwork();
    await before.user.type(await composer(), 'one{Enter}');
    await before.user.type(await composer(), 'two{Enter}');
    expect(screen.getAllByText('On its way')).toHaveLength(2);
    before.close();

    await openInbox({ tickets: [ticket], messages, path: `/tickets/${ticket.id}` });
    await waitFor(() => expect(messages.map(({ text }) => text)).toEqual(['one', 'two']));
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(2));
  });

  it('says why a message was refused, and sends it again when asked', async () => {
    const ticket = openTicket();
    const inbox = await openInbox({ tickets: [ticket], path: `/tickets/${ticket.id}` });
    await composer();
    let refused = true;
    inbox.api.on(messageEndpoints.sendMessage, ({ params, body }) => {
      if (refused) throw new FakeFailure('ticket_not_open');
      return makeMessage(params.ticketId, { ...body, direction: 'outbound', status: 'sent', author: ana });
    });
    await inbox.user.type(await composer(), 'Olá{Enter}');
    expect(await screen.findByText(/Not sent\. This ticket isn't open any more\./)).toBeInTheDocument();

    refused = false;
    await inbox.user.click(screen.getByRole('button', { name: 'Send again' }));
    expect(await screen.findByText('Sent')).toBeInTheDocument();
  });

  it('keeps the draft of each ticket', async () => {
    const [first, second] = [openTicket(), openTicket()];
    showTab('mine');
    const inbox = await openInbox({ tickets: [first, second], path: `/tickets/${first.id}` });
    await inbox.user.type(await composer(), 'half a thought');
    await inbox.user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await waitFor(() => expect(inbox.router.state.location.pathname).toBe(`/tickets/${second.id}`));
    expect(await composer()).toHaveValue('');
    expect(screen.getByText('Draft:').parentElement).toHaveTextContent('half a thought');
  });
});

describe('reading', () => {
  it('marks where the unread part begins, and tells the server that it was read', async () => {
    const ticket = makeTicket({ status: 'open', assignee: ana, unreadCount: 2 });
    const messages = ['a', 'b', 'c'].map((text) => makeMessage(ticket.id, { text }));
    const inbox = await openInbox({ tickets: [ticket], messages, path: `/tickets/${ticket.id}` });
    expect(await screen.findByRole('separator', { name: '2 unread messages' })).toBeInTheDocument();
    await waitFor(() => expect(inbox.api.callsTo(ticketEndpoints.markTicketRead)).toHaveLength(1));
    expect(screen.getByRole('separator', { name: '2 unread messages' })).toBeInTheDocument();
  });

  it('leaves a waiting ticket unread: looking is not taking', async () => {
    const ticket = makeTicket({ unreadCount: 1 });
    const inbox = await openInbox({
      tickets: [ticket],
      messages: [makeMessage(ticket.id)],
      path: `/tickets/${ticket.id}`,
    });
    await screen.findByRole('article');
    expect(inbox.api.callsTo(ticketEndpoints.markTicketRead)).toHaveLength(0);
  });

  it('takes a group of the tab as read by whoever looks, who may write there without taking it', async () => {
    const ticket = makeTicket({ unreadCount: 1, group: { inTab: true, viewerIds: null } });
    const messages = [makeMessage(ticket.id, { text: 'Bom dia a todos' })];
    const inbox = await openInbox({ tickets: [ticket], messages, path: `/tickets/${ticket.id}` });
    await waitFor(() => expect(inbox.api.callsTo(ticketEndpoints.markTicketRead)).toHaveLength(1));
    expect(await screen.findByRole('textbox', { name: /^Message to/ })).toBeInTheDocument();
  });

  it('names what cannot be shown, and shows hostile text as text', async () => {
    const ticket = makeTicket();
    const messages = [
      makeMessage(ticket.id, { kind: 'voice_note', text: '' }),
      makeMessage(ticket.id, { text: '{"a": <img src=x onerror=alert(1)> javascript:alert(1) https://%' }),
    ];
    await openInbox({ tickets: [ticket], messages, path: `/tickets/${ticket.id}` });
    expect(await screen.findByText('Voice message')).toBeInTheDocument();
    expect(screen.getByText(/onerror=alert/)).toBeInTheDocument();
    expect(document.querySelector('img')).toBeNull();
  });

  it('reads new messages out to screen readers', async () => {
    const ticket = makeTicket();
    const inbox = await openInbox({
      tickets: [ticket],
      messages: [makeMessage(ticket.id)],
      path: `/tickets/${ticket.id}`,
    });
    await screen.findByRole('article');
    inbox.tell('message.created', { message: makeMessage(ticket.id, { text: 'alô?' }) });
    await waitFor(() => expect(screen.getByRole('log')).toHaveTextContent('Maria Oliveira: alô?'));
  });
});

describe('the keyboard', () => {
  it('finds somebody with the palette', async () => {
    const ticket = makeTicket();
    const inbox = await openInbox({ tickets: [ticket] });
    await inbox.user.keyboard('{Control>}k{/Control}');
    await inbox.user.type(await screen.findByRole('combobox'), 'maria');
    await inbox.user.click(await screen.findByRole('option', { name: /Maria Oliveira/ }));
    await waitFor(() => expect(inbox.router.state.location.pathname).toBe(`/tickets/${ticket.id}`));
  });

  it('loses no letter between opening the palette and its being there, and takes none for a shortcut', async () => {
    const ticket = makeTicket({ status: 'open', assignee: ana });
    const inbox = await openInbox({ tickets: [ticket], path: `/tickets/${ticket.id}` });
    (await composer()).blur();
    await inbox.user.keyboard('{Control>}k{/Control}en');
    expect(await screen.findByRole('combobox')).toHaveValue('en');
    expect(inbox.api.callsTo(bulkActionEndpoints.changeTickets)).toHaveLength(0);
  });

  it('finds a message with the palette, and shows it', async () => {
    const ticket = makeTicket();
    const said = makeMessage(ticket.id, { text: 'o tênis azul' });
    const inbox = await openInbox({ tickets: [ticket], messages: [said] });
    const { id, direction, kind, author, sentAt } = said;
    const hit = { id, direction, kind, author, sentAt, excerpt: said.text, marks: [], ticket };
    inbox.api.on(searchEndpoints.search, () => ({
      contacts: [],
      tickets: [],
      messages: { items: [hit], nextCursor: null },
    }));
    await inbox.user.keyboard('{Control>}k{/Control}');
    await inbox.user.type(await screen.findByRole('combobox'), 'azul');
    await screen.findByRole('option', { name: /o tênis azul/ });
    await inbox.user.keyboard('{Enter}');
    await waitFor(() => expect(document.querySelector('[data-marked]')).toHaveTextContent('o tênis azul'));
  });

  it('lists in the palette what concerns the open conversation before the rest', async () => {
    const ticket = makeTicket({ status: 'open', assignee: ana });
    const inbox = await openInbox({ tickets: [ticket], path: `/tickets/${ticket.id}` });
    await composer();
    await inbox.user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('combobox');
    const [first, , third] = screen.getAllByRole('option').map(({ textContent }) => textContent);
    expect([first, third]).toEqual(['Write a replyR', 'Close the ticketE']);
  });

  it('undoes by key and from the palette, where the offer stays while one chooses', async () => {
    const ticket = makeTicket();
    const inbox = await openInbox({ tickets: [ticket], path: `/tickets/${ticket.id}` });
    const undone = () => inbox.api.callsTo(ticketEndpoints.returnTicket).length;
    await screen.findByRole('button', { name: 'Accept to answer' });
    // Loaded before: the offer is gone in five seconds.
    await inbox.user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('combobox');
    await inbox.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('combobox')).not.toBeInTheDocument());
    await inbox.user.keyboard('a');
    await screen.findByRole('button', { name: /^Undo/ });
    await inbox.user.type(await composer(), 'z');
    expect(undone()).toBe(0);
    await inbox.user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('option', { name: /Undo what was done last/, selected: true });
    await inbox.user.keyboard('{Enter}');
    await waitFor(() => expect(undone()).toBe(1));

    await inbox.user.click(await screen.findByRole('button', { name: 'Accept to answer' }));
    await screen.findByRole('button', { name: /^Undo/ });
    act(() => (document.activeElement as HTMLElement).blur());
    await inbox.user.keyboard('z');
    await waitFor(() => expect(undone()).toBe(2));
  });

  it('closes one so that undoing gives it back as it was, put off too', async () => {
    const ticket = makeTicket({ status: 'open', assignee: ana, snoozed: { until: null } });
    const inbox = await openInbox({ tickets: [ticket], path: `/tickets/${ticket.id}` });
    inbox.api.on(bulkActionEndpoints.undoBulkAction, () => ({
      bulkActionId: null,
      tickets: [{ ...ticket, version: 9 }],
      refused: [],
    }));
    (await composer()).blur();
    await inbox.user.keyboard('e');
    await inbox.user.click(await screen.findByRole('button', { name: /^Undo/ }));
    await waitFor(() => expect(inbox.api.callsTo(bulkActionEndpoints.undoBulkAction)).toHaveLength(1));
    expect(inbox.api.callsTo(ticketEndpoints.reopenTicket)).toHaveLength(0);
  });

  it('offers to undo at once, though a longer notice is on the screen', async () => {
    const ticket = makeTicket();
    const inbox = await openInbox({ tickets: [ticket], path: `/tickets/${ticket.id}` });
    const shown = vi.fn();
    act(() => {
      showToast({ text: 'Call Maria back', durationMs: 20_000, action: { label: 'Show', run: shown } });
    });
    await inbox.user.click(await screen.findByRole('button', { name: 'Accept to answer' }));
    await inbox.user.click(await screen.findByRole('button', { name: /^Undo/ }));
    await waitFor(() => expect(inbox.api.callsTo(ticketEndpoints.returnTicket)).toHaveLength(1));
    expect(await screen.findByText('Call Maria back')).toBeInTheDocument();
    act(() => (document.activeElement as HTMLElement).blur());
    await inbox.user.keyboard('z');
    expect(shown).not.toHaveBeenCalled();
  });

  it('leaves letters alone while somebody writes', async () => {
    const ticket = makeTicket({ status: 'open', assignee: ana });
    const inbox = await openInbox({ tickets: [ticket], path: `/tickets/${ticket.id}` });
    await inbox.user.type(await composer(), 'e a j k ?');
    expect(await composer()).toHaveValue('e a j k ?');
    expect(inbox.api.callsTo(bulkActionEndpoints.changeTickets)).toHaveLength(0);
  });
});
