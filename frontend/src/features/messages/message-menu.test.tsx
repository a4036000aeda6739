import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { newTicketEndpoints } from '@ticketz/contract/new-tickets';
import { starEndpoints } from '@ticketz/contract/stars';
import { afterEach, expect, it, vi } from 'vitest';
import { FakeFailure } from '../../test/fake-api.ts';
import { ana, bruno, makeContact, makeMessage, makeTicket, shop } from '../../test/fixtures.ts';
import { openInbox } from '../../test/inbox-scene.tsx';
import { toastQueue } from '../../ui/toast.ts';
import { actionsOf } from './message-rights.ts';
import { endSelection } from './selection.ts';

afterEach(() => {
  endSelection();
  toastQueue.set([]);
});

const now = () => new Date().toISOString();

async function show(...values: Partial<Message>[]) {
  const ticket = makeTicket({ status: 'open', assignee: ana });
  const other = makeTicket({
    status: 'open',
    assignee: ana,
    contact: { id: makeTicket().id, name: 'João', phoneNumber: null },
  });
  const messages = values.map((message) => makeMessage(ticket.id, message));
  const inbox = await openInbox({ tickets: [ticket, other], messages, path: `/tickets/${ticket.id}` });
  const bubbles = await screen.findAllByRole('article');
  const open = async (index = 0) => {
    fireEvent.contextMenu(bubbles[index] as HTMLElement, { clientX: 10, clientY: 10 });
    return screen.findByRole('menu');
  };
  return { ...inbox, ticket, other, messages, open };
}

const mine: Partial<Message> = { direction: 'outbound', status: 'sent', author: ana, text: 'Temos' };

it('offers only what can be done', () => {
  const at = Date.parse('2026-11-20T12:00:00.000Z');
  const message = (values: Partial<Message>) =>
    makeMessage('t', { sentAt: '2026-11-20T11:50:00.000Z', ...values });
  expect(actionsOf(message({}), true, at)).toEqual(['react', 'reply', 'copy', 'forward', 'star', 'select']);
  expect(actionsOf(message(mine), true, at)).toContain('edit');
  expect(actionsOf(message(mine), true, at + 10 * 60_000)).not.toContain('edit');
  expect(actionsOf(message(mine), true, at + 10 * 60_000)).toContain('delete');
  expect(actionsOf(message(mine), false, at)).toEqual(['copy', 'forward', 'star', 'select']);
  expect(actionsOf(message({ ...mine, status: 'queued' }), true, at)).toEqual([
    'copy',
    'forward',
    'star',
    'select',
  ]);
  expect(actionsOf(message({ kind: 'poll' }), true, at)).not.toContain('forward');
  expect(actionsOf(message({ deletedAt: '2026-11-20T11:55:00.000Z' }), true, at)).toEqual([]);
});

it('reacts with one click, and takes it away with another', async () => {
  const inbox = await show({ text: 'Oi' });
  const [message] = inbox.messages as [Message];
  let version = 1;
  inbox.api.on(messageEndpoints.setReaction, ({ body }) => {
    version += 1;
    return {
      ...message,
      version,
      reactions: body.emoji
        ? [{ emoji: body.emoji, side: 'business' as const, author: ana, memberName: null }]
        : [],
    };
  });
  await inbox.open();
  await inbox.user.click(screen.getByRole('menuitem', { name: 'React with 👍' }));
  await inbox.user.click(await screen.findByRole('button', { name: '👍 from Ana Souza. Take away' }));
  await waitFor(() => expect(screen.queryByText('👍')).not.toBeInTheDocument());
});

it('opens by the keyboard: arrows find the bubble, Enter its menu', async () => {
  const inbox = await show({ text: 'um' }, { text: 'dois' });
  screen.getByRole('region', { name: /^Conversation with/ }).focus();
  await inbox.user.keyboard('{ArrowUp}');
  expect(document.activeElement).toHaveTextContent('dois');
  await inbox.user.keyboard('{ArrowUp}{Enter}');
  expect(await screen.findByRole('menu')).toBeInTheDocument();
  expect(screen.getByRole('menuitem', { name: 'Copy text' })).toBeInTheDocument();
});

it('puts a star on it by key and takes it away by the menu; refused, it goes again', async () => {
  const inbox = await show({ text: 'Oi' });
  const [message] = inbox.messages as [Message];
  inbox.api.on(starEndpoints.starMessage, () => undefined);
  screen.getByRole('region', { name: /^Conversation with/ }).focus();
  await inbox.user.keyboard('{ArrowUp}s');
  const bubble = screen.getByRole('article');
  expect(await within(bubble).findByTitle('Starred')).toBeInTheDocument();
  await waitFor(() => expect(inbox.api.callsTo(starEndpoints.starMessage)).toHaveLength(1));

  inbox.api.on(starEndpoints.unstarMessage, () => {
    throw new FakeFailure('service_unavailable');
  });
  await inbox.open();
  await inbox.user.click(screen.getByRole('menuitem', { name: 'Take the star away' }));
  await waitFor(() => expect(inbox.api.callsTo(starEndpoints.unstarMessage)).toHaveLength(1));
  expect(await within(bubble).findByTitle('Starred')).toBeInTheDocument();
  inbox.tell('star.updated', { ticketId: message.ticketId, messageId: message.id, starred: false });
  await waitFor(() => expect(within(bubble).queryByTitle('Starred')).not.toBeInTheDocument());
});

it('deletes for everyone after asking, unless it is undone', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  try {
    const inbox = await show({ ...mine, sentAt: now() });
    const [message] = inbox.messages as [Message];
    inbox.api.on(messageEndpoints.deleteMessage, () => ({
      ...message,
      text: '',
      deletedAt: now(),
      version: 2,
    }));
    const calls = () => inbox.api.callsTo(messageEndpoints.deleteMessage).length;
    const ask = async () => {
      await inbox.open();
      fireEvent.click(screen.getByRole('menuitem', { name: 'Delete for everyone' }));
      fireEvent.click(await screen.findByRole('button', { name: 'Delete' }));
    };
    await ask();
    fireEvent.click(await screen.findByRole('button', { name: /^Undo/ }));
    await vi.advanceTimersByTimeAsync(6_000);
    expect(calls()).toBe(0);

    await ask();
    await vi.advanceTimersByTimeAsync(6_000);
    await waitFor(() => expect(calls()).toBe(1));
    expect(await screen.findByText('This message was deleted')).toBeInTheDocument();
  } finally {
    vi.useRealTimers();
  }
});

it('forwards to a contact without a conversation, through the connection that is chosen', async () => {
  const inbox = await show({ text: 'Oi' });
  const second = { ...shop, id: makeTicket().id, name: 'Atacado', state: 'connected' as const };
  inbox.api.on(connectionEndpoints.listConnectionSummaries, () => ({
    items: [{ ...shop, state: 'connected' as const }, second],
  }));
  const pedro = { id: makeTicket().id, name: 'Pedro', phoneNumber: null };
  const row = { ...pedro, email: null, blocked: false, tagIds: [], lastMessageAt: null, createdAt: now() };
  inbox.api.on(contactEndpoints.listContacts, () => ({
    items: [row, { ...row, ...inbox.other.contact }],
    nextCursor: null,
    total: null,
  }));
  inbox.api.on(messageEndpoints.forwardMessages, () => ({ items: [] }));
  await inbox.open();
  await inbox.user.click(screen.getByRole('menuitem', { name: 'Forward' }));
  const contacts = await screen.findByRole('list', { name: 'Contacts' });
  expect(within(contacts).getAllByRole('checkbox')).toHaveLength(1);
  await inbox.user.click(within(contacts).getByRole('checkbox', { name: /Pedro/ }));
  await inbox.user.click(screen.getByRole('combobox', { name: 'Through' }));
  await inbox.user.click(await screen.findByRole('option', { name: 'Atacado' }));
  await inbox.user.click(screen.getByRole('button', { name: 'Forward to 1 conversation' }));
  expect(await screen.findByText('Forwarded to 1 conversation')).toBeInTheDocument();
  expect(inbox.api.callsTo(messageEndpoints.forwardMessages)[0]?.body).toMatchObject({
    ticketIds: [],
    contacts: [{ contactId: pedro.id, connectionId: second.id }],
  });
});

it('forwards to another conversation, and says why not', async () => {
  const inbox = await show({ text: 'Oi' });
  let refused = true;
  inbox.api.on(messageEndpoints.forwardMessages, ({ body }) => {
    if (refused) throw new FakeFailure('message_not_forwardable');
    return {
      items: body.ticketIds.map((id) => makeMessage(id, { ...mine, author: bruno, forwarded: true })),
    };
  });
  await inbox.open();
  await inbox.user.click(screen.getByRole('menuitem', { name: 'Forward' }));
  await inbox.user.click(await screen.findByRole('checkbox', { name: /João/ }));
  await inbox.user.click(screen.getByRole('button', { name: 'Forward to 1 conversation' }));
  expect(await screen.findByText("Messages of this kind can't be forwarded.")).toBeInTheDocument();

  refused = false;
  await inbox.user.click(screen.getByRole('button', { name: 'Forward to 1 conversation' }));
  expect(await screen.findByText('Forwarded to 1 conversation')).toBeInTheDocument();
  const [first, second] = inbox.api.callsTo(messageEndpoints.forwardMessages);
  expect(second?.body).toEqual(first?.body);
  expect(second?.body).toMatchObject({ messageIds: [inbox.messages[0]?.id], ticketIds: [inbox.other.id] });
});

it('saves whom a card names once WhatsApp knows the number, and opens the conversation', async () => {
  const phones = [
    { label: 'Cell', number: '5511987650000' },
    { label: 'Desk', number: '+55 11 3333-4444' },
    { label: 'Inside', number: '77' },
  ];
  const card = { name: 'Pedro', organization: '', phones };
  const inbox = await show({ kind: 'contact_card', text: '', details: { contacts: [card] } });
  const check = { id: makeTicket().id, phoneNumber: '5511987650000', contact: null };
  const pedro = { ...makeContact(), name: 'Pedro Lima' };
  let found = false;
  inbox.api.on(newTicketEndpoints.checkNumber, () => ({
    ...check,
    state: found ? ('found' as const) : ('not_found' as const),
  }));
  inbox.api.on(contactEndpoints.createContact, () => pedro);
  inbox.api.on(newTicketEndpoints.openTicket, () => inbox.other);
  await inbox.user.click(await screen.findByRole('button', { name: 'Save contact' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Save contact' }));
  await inbox.user.type(dialog.getByRole('textbox', { name: 'Name' }), ' Lima');
  await inbox.user.click(await dialog.findByRole('button', { name: 'Save and write' }));
  expect(await dialog.findByText(/isn’t on WhatsApp/)).toBeInTheDocument();
  expect(inbox.api.callsTo(contactEndpoints.createContact)).toHaveLength(0);

  found = true;
  await inbox.user.click(dialog.getByRole('button', { name: 'Save and write' }));
  await waitFor(() => expect(inbox.router.state.location.pathname).toBe(`/tickets/${inbox.other.id}`));
  expect(inbox.api.callsTo(newTicketEndpoints.checkNumber)[1]?.body).toEqual({
    phoneNumber: '+5511987650000',
  });
  expect(inbox.api.callsTo(contactEndpoints.createContact)[0]?.body).toMatchObject({
    name: 'Pedro Lima',
    phoneNumber: '+5511987650000',
  });
  expect(inbox.api.callsTo(newTicketEndpoints.openTicket)[0]?.body).toEqual({ numberCheckId: check.id });
});

it('selects several to do the same with all of them', async () => {
  const inbox = await show({ text: 'um' }, { text: 'dois' });
  await inbox.open();
  await inbox.user.click(screen.getByRole('menuitem', { name: 'Select messages' }));
  const bar = await screen.findByRole('toolbar', { name: 'Selected messages' });
  expect(bar).toHaveTextContent('1 message selected');
  const boxes = await screen.findAllByRole('checkbox', { name: 'Select the message of Maria Oliveira' });
  await inbox.user.click(boxes[1] as HTMLElement);
  expect(bar).toHaveTextContent('2 messages selected');
  expect(within(bar).getByRole('button', { name: 'Delete' })).toBeDisabled();
  await inbox.user.click(within(bar).getByRole('button', { name: 'Forward' }));
  expect(await screen.findByRole('dialog', { name: 'Forward 2 messages' })).toBeInTheDocument();
});
