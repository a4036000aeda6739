import { screen, waitFor } from '@testing-library/react';
import { queueEndpoints } from '@ticketz/contract/queues';
import { tagEndpoints } from '@ticketz/contract/tags';
import { type TicketView, ticketViewEndpoints } from '@ticketz/contract/ticket-views';
import { afterEach, expect, it } from 'vitest';
import { noFilter } from '../../../../features/tickets/ticket-filter.ts';
import { uuidv7 } from '../../../../lib/uuid.ts';
import { ana, makeTicket } from '../../../../test/fixtures.ts';
import { openInbox } from '../../../../test/inbox-scene.tsx';
import { toastQueue } from '../../../../ui/toast.ts';
import { showView } from '../../inbox-view.ts';
import { daysOf, filterOfDays } from './period.ts';

afterEach(() => {
  toastQueue.set([]);
  showView({ tab: 'waiting', filter: noFilter });
});

const vip = { id: uuidv7(), name: 'VIP', color: 'blue' } as const;
const person = (name: string) => ({ contact: { id: uuidv7(), name, phoneNumber: null } });

async function open(path = '/') {
  const views: TicketView[] = [];
  const tickets = [
    makeTicket({ ...person('Rafael'), tagIds: [vip.id], unreadCount: 1 }),
    makeTicket({ ...person('Sofia'), tagIds: [vip.id] }),
    makeTicket({ ...person('Tiago'), unreadCount: 2 }),
  ] as const;
  const inbox = await openInbox({ tickets: [...tickets], path });
  inbox.api.on(queueEndpoints.listQueueSummaries, () => ({ items: [] }));
  inbox.api.on(tagEndpoints.listTags, () => ({ items: [vip] }));
  inbox.api.on(ticketViewEndpoints.listTicketViews, () => ({ items: views }));
  inbox.api.on(ticketViewEndpoints.createTicketView, ({ body }) => {
    const view = { ...body, id: uuidv7(), ownerId: ana.id };
    views.push(view);
    return view;
  });
  return { ...inbox, tickets };
}
const shown = () =>
  screen
    .queryAllByRole('link', { name: /Rafael|Sofia|Tiago/ })
    .map((row) => row.textContent?.match(/Rafael|Sofia|Tiago/)?.[0]);
const address = (inbox: Awaited<ReturnType<typeof open>>) =>
  new URLSearchParams(inbox.router.state.location.search);

it('narrows the list, says so in the address and above the rows, and lets each filter be taken away', async () => {
  const inbox = await open();
  const { user } = inbox;
  await user.click(await screen.findByRole('button', { name: 'Filter' }));
  await user.click(await screen.findByRole('combobox', { name: 'Tag' }));
  await user.click(await screen.findByRole('option', { name: 'VIP' }));
  await user.click(screen.getByRole('switch', { name: 'Only unread' }));
  await waitFor(() => expect(address(inbox).get('tagId')).toBe(vip.id));
  expect(address(inbox).get('unread')).toBe('only');
  expect(address(inbox).get('tab')).toBe('waiting');

  await user.click(screen.getByRole('button', { name: 'Save as view' }));
  await user.type(screen.getByRole('textbox', { name: 'Name of the view' }), 'VIPs to read{Enter}');
  expect(await screen.findByRole('button', { name: 'VIPs to read', current: true })).toBeInTheDocument();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(shown()).toEqual(['Rafael']));

  // What changes comes and goes as it fits.
  const [rafael, sofia] = inbox.tickets;
  inbox.tell('ticket.updated', { ticket: { ...sofia, unreadCount: 1, version: 2 } });
  await waitFor(() => expect(shown()).toEqual(['Sofia', 'Rafael']));
  inbox.tell('ticket.updated', { ticket: { ...rafael, tagIds: [], version: 2 } });
  await waitFor(() => expect(shown()).toEqual(['Sofia']));

  // Another page of the inbox keeps them.
  await user.click(screen.getByRole('link', { name: /Sofia/ }));
  await waitFor(() => expect(inbox.router.state.location.pathname).toContain('/tickets/'));
  await waitFor(() => expect(address(inbox).get('tagId')).toBe(vip.id));

  await user.click(screen.getByRole('button', { name: 'Remove filter: VIP' }));
  await waitFor(() => expect(address(inbox).has('tagId')).toBe(false));
  await user.click(screen.getByRole('button', { name: 'Remove filter: Only unread' }));
  await waitFor(() => expect(address(inbox).toString()).toBe(''));
  await user.click(screen.getByRole('button', { name: 'Filter' }));
  await user.click(await screen.findByRole('button', { name: 'VIPs to read' }));
  await waitFor(() => expect(address(inbox).get('unread')).toBe('only'));
});

it('opens filtered as the address says, and says when nothing fits', async () => {
  const { user } = await open(`/?tab=all&unread=only`);
  expect(await screen.findByRole('tab', { name: 'All', selected: true })).toBeInTheDocument();
  await waitFor(() => expect(shown()).toEqual(['Tiago', 'Rafael']));
  await user.click(screen.getByRole('tab', { name: 'Closed' }));
  await user.click(await screen.findByRole('button', { name: 'Clear filters' }));
  expect(await screen.findByText('Nothing closed yet')).toBeInTheDocument();
});

it('counts the last day of a period in, whatever the time zone', () => {
  const filter = filterOfDays('2026-11-01', '2026-11-15');
  expect(daysOf(filter)).toEqual({ first: '2026-11-01', last: '2026-11-15' });
  expect(filterOfDays('', '0002-01-01')).toEqual({ from: undefined, until: undefined });
});
