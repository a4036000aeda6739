import { screen, waitFor, within } from '@testing-library/react';
import { type BulkOutcome, bulkActionEndpoints } from '@ticketz/contract/bulk-actions';
import { queueEndpoints } from '@ticketz/contract/queues';
import { tagEndpoints } from '@ticketz/contract/tags';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { afterEach, expect, it } from 'vitest';
import { uuidv7 } from '../../../../lib/uuid.ts';
import { ana, makeTicket } from '../../../../test/fixtures.ts';
import { openInbox } from '../../../../test/inbox-scene.tsx';
import { toastQueue } from '../../../../ui/toast.ts';
import { showTab } from '../../inbox-view.ts';

afterEach(() => {
  toastQueue.set([]);
  showTab('waiting');
});

const person = (name: string) => ({ contact: { id: uuidv7(), name, phoneNumber: null } });

async function open() {
  const tickets = ['Rafael', 'Sofia', 'Tiago', 'Vera'].map((name) => makeTicket(person(name)));
  const inbox = await openInbox({ tickets });
  const actionId = uuidv7();
  inbox.api.on(queueEndpoints.listQueueSummaries, () => ({ items: [] }));
  inbox.api.on(tagEndpoints.listTags, () => ({ items: [] }));
  await screen.findByRole('link', { name: /Vera/ });
  return { ...inbox, tickets, actionId };
}
const box = (name: string) => screen.getByRole('checkbox', { name: `Tick ${name}` });
const toolbar = () => screen.findByRole('toolbar', { name: 'Ticked tickets' });

it('ticks by the box, with Shift a range, by key and all; Escape unticks', async () => {
  const { user } = await open();
  await user.click(box('Vera'));
  expect(within(await toolbar()).getByText('1 ticked')).toBeInTheDocument();
  await user.keyboard('{Shift>}');
  await user.click(box('Sofia'));
  await user.keyboard('{/Shift}');
  expect(await screen.findByText('3 ticked')).toBeInTheDocument();
  expect(box('Tiago')).toBeChecked();

  screen.getByRole('link', { name: /Tiago/ }).focus();
  await user.keyboard('x');
  expect(await screen.findByText('2 ticked')).toBeInTheDocument();
  await user.click(within(await toolbar()).getByRole('button', { name: 'All' }));
  expect(await screen.findByText('4 ticked')).toBeInTheDocument();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('toolbar', { name: 'Ticked tickets' })).not.toBeInTheDocument();
});

it('closes those that are ticked, says what stayed and why, and undoes it', async () => {
  const inbox = await open();
  const { user, api, tickets, actionId } = inbox;
  const [rafael, sofia] = tickets;
  if (!rafael || !sofia) throw new Error('No tickets');
  api.on(
    bulkActionEndpoints.changeTickets,
    ({ body }): BulkOutcome => ({
      bulkActionId: actionId,
      tickets: [{ ...sofia, status: 'closed', assignee: ana, version: 2 }],
      refused: body.ticketIds.includes(rafael.id) ? [{ ticketId: rafael.id, code: 'ticket_not_open' }] : [],
    }),
  );
  api.on(
    bulkActionEndpoints.undoBulkAction,
    (): BulkOutcome => ({
      bulkActionId: null,
      tickets: [{ ...sofia, version: 3 }],
      refused: [],
    }),
  );
  await user.click(box('Rafael'));
  await user.click(box('Sofia'));
  await user.unhover(box('Sofia'));
  await user.click(within(await toolbar()).getByRole('button', { name: 'Close' }));
  const text = "1 ticket closed. 1 stayed as it was: This ticket isn't open any more.";
  expect(await screen.findByText(text)).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('link', { name: /Sofia/ })).not.toBeInTheDocument());
  expect(screen.queryByRole('toolbar', { name: 'Ticked tickets' })).not.toBeInTheDocument();

  await user.click(screen.getByRole('button', { name: /Undo/ }));
  expect(await screen.findByRole('link', { name: /Sofia/ })).toBeInTheDocument();
  expect(api.calls.filter(({ endpoint }) => endpoint === ticketEndpoints.closeTicket)).toEqual([]);
});
