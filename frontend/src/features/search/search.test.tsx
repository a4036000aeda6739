import { screen, waitFor, within } from '@testing-library/react';
import { messageEndpoints } from '@ticketz/contract/messages';
import { type MessageHit, searchEndpoints } from '@ticketz/contract/search';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { afterEach, expect, it } from 'vitest';
import { setSearch, showTab } from '../../pages/inbox/inbox-view.ts';
import { makeMessage, makeTicket } from '../../test/fixtures.ts';
import { openInbox } from '../../test/inbox-scene.tsx';

afterEach(() => {
  showTab('waiting');
  setSearch('');
});

const ticket = makeTicket({ status: 'closed', number: 12 });
const said = makeMessage(ticket.id, { text: 'o tênis azul chegou' });
const hit: MessageHit = {
  id: said.id,
  direction: 'inbound',
  kind: 'text',
  author: null,
  sentAt: said.sentAt,
  excerpt: said.text,
  marks: [[2, 7]],
  ticket: { id: ticket.id, number: 12, status: 'closed', contact: ticket.contact },
};

async function searched() {
  const inbox = await openInbox({ tickets: [ticket], messages: [said] });
  inbox.api.on(searchEndpoints.search, () => ({
    contacts: [{ contact: ticket.contact, ticket }],
    tickets: [],
    messages: { items: [hit], nextCursor: null },
  }));
  inbox.api.on(searchEndpoints.searchMessages, () => ({ items: [], nextCursor: null }));
  const field = screen.getByRole('searchbox');
  await inbox.user.type(field, 'tenis');
  await screen.findByRole('group', { name: 'Messages' });
  return { inbox, field };
}

it('shows people and messages with the hit marked; arrows and Enter open it at the message', async () => {
  const { inbox, field } = await searched();
  const messages = within(screen.getByRole('group', { name: 'Messages' }));
  expect(messages.getByText('tênis').tagName).toBe('MARK');
  expect(within(screen.getByRole('group', { name: 'People' })).getByRole('option')).toHaveTextContent('#12');

  await inbox.user.keyboard('{ArrowDown}{ArrowDown}');
  const option = messages.getByRole('option');
  expect(option).toHaveAttribute('aria-selected', 'true');
  expect(field).toHaveAttribute('aria-activedescendant', option.id);
  await inbox.user.keyboard('{Enter}');
  await waitFor(() =>
    expect(document.querySelector('[data-marked]')).toHaveTextContent('o tênis azul chegou'),
  );
  expect(inbox.api.callsTo(messageEndpoints.listMessages).map(({ query }) => query)).toContainEqual(
    expect.objectContaining({ around: said.id }),
  );
});

it('narrows messages by filters, and says so when nothing is left', async () => {
  const { inbox } = await searched();
  await inbox.user.click(screen.getByRole('button', { name: 'Sent' }));
  expect(await screen.findByText('Nothing found for “tenis”')).toBeInTheDocument();
  const [call] = inbox.api.callsTo(searchEndpoints.searchMessages);
  expect(call?.query).toMatchObject({ text: 'tenis', direction: 'outbound' });
  await inbox.user.click(screen.getByRole('button', { name: 'Clear the filters' }));
  expect(await screen.findByRole('group', { name: 'People' })).toBeInTheDocument();
});

it('runs into the contact’s earlier ticket with a divider that names it', async () => {
  const earlier = makeTicket({ number: 7, status: 'closed', contact: ticket.contact });
  const before = makeMessage(earlier.id, { text: 'da outra vez' });
  const inbox = await openInbox({ tickets: [ticket, earlier], messages: [said, before] });
  inbox.api.on(ticketEndpoints.listEarlierTickets, ({ params }) => ({
    items: params.ticketId === ticket.id ? [earlier] : [],
    nextCursor: null,
  }));
  await inbox.router.navigate(`/tickets/${ticket.id}`);
  await screen.findByText('o tênis azul chegou');
  await inbox.user.click(await screen.findByRole('button', { name: 'Earlier conversations' }));
  expect(await screen.findByText('da outra vez')).toBeInTheDocument();
  expect(await screen.findByRole('separator', { name: /^Ticket #7/ })).toBeInTheDocument();
});
