import { screen, waitFor, within } from '@testing-library/react';
import { type ConnectionHealth, connectionEndpoints, type LedgerHour } from '@ticketz/contract/connections';
import { userEndpoints } from '@ticketz/contract/users';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeApi, FakeFailure } from '../test/fake-api.ts';
import { aConnection, ledgerOf, somebody, testId } from '../test/people.ts';
import { renderApp } from '../test/render-app.tsx';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const path = `/connections/${testId(100)}/health`;

const health: ConnectionHealth = {
  state: 'connected',
  reason: null,
  stateSince: minutesAgo(120),
  connectedAt: minutesAgo(120),
  lastInboundAt: minutesAgo(5),
  lastOutboundAt: null,
  messagesPerMinute: { fiveMinutes: { inbound: 2.4, outbound: 1 }, hour: { inbound: 1.5, outbound: 0.5 } },
  queued: 3,
  waiting: 0,
  reconnects: 1,
  sendingLimits: 0,
  events: [{ at: minutesAgo(120), state: 'reconnecting', reason: 'network' }],
};

/** The last 48 hours, ending with the one that runs. */
const ledger = (busy: Record<number, Partial<LedgerHour>>) =>
  ledgerOf(48, new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000), busy);

/** An admin opens the page of a connection with these figures. */
function openHealth(hours: LedgerHour[], answers?: (api: FakeApi) => void) {
  return renderApp({
    path,
    me: somebody('admin'),
    answers: (api) => {
      api.on(connectionEndpoints.listConnections, () => ({ items: [aConnection()] }));
      api.on(connectionEndpoints.connectionHealth, () => health);
      api.on(connectionEndpoints.connectionLedger, () => ({ items: hours }));
      api.on(userEndpoints.listUsers, () => ({ items: [] }));
      answers?.(api);
    },
  });
}

function figure(name: string): HTMLElement | null {
  const [term] = screen.getAllByText(name, { selector: 'dt' });
  return term?.nextElementSibling as HTMLElement | null;
}

const noMedia = window.matchMedia;
beforeEach(() => {
  // The table is for wide screens; jsdom has no width that media queries would see.
  window.matchMedia = (query) =>
    Object.assign(noMedia(query), { matches: query.includes('min-width: 860px') });
});
afterEach(() => {
  window.matchMedia = noMedia;
});

it('an admin gets from a connection’s card to its health and back', async () => {
  const { user } = openHealth(ledger({ 0: { received: 1, stored: 1 } }));
  await user.click(await screen.findByRole('link', { name: 'All connections' }));
  const card = await screen.findByRole('listitem', { name: 'Shop' });
  await user.click(within(card).getByRole('link', { name: 'Health and messages' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Shop: health and messages' })).toBeVisible();
});

it('the figures of the moment are said in words', async () => {
  openHealth(ledger({}));
  await screen.findByText('In per minute');
  expect(figure('In per minute')).toHaveTextContent('2.4');
  expect(figure('In per minute')).toHaveTextContent('1.5 over the last hour');
  expect(figure('Last message in')).toHaveTextContent('5 minutes ago');
  expect(figure('Last message out')).toHaveTextContent('none yet');
  expect(figure('Waiting to go out')).toHaveTextContent('3');
  expect(figure('Reconnects in 24 hours')).toHaveTextContent('1');
  expect(screen.getByText("WhatsApp can't be reached.")).toBeInTheDocument();
});

it('a limit of WhatsApp is explained with what to do', async () => {
  openHealth(ledger({}), (api) =>
    api.on(connectionEndpoints.connectionHealth, () => ({ ...health, sendingLimits: 2 })),
  );
  expect(await screen.findByText(/WhatsApp refused 2 messages/)).toBeInTheDocument();
});

it('hours are a table with totals above, and what agrees says so', async () => {
  openHealth(
    ledger({
      0: { received: 12, stored: 10, sent: 4, delivered: 3, read: 1 },
      1: { received: 3, stored: 3, failed: 2, placeholders: 1 },
    }),
  );
  const table = await screen.findByRole('table', { name: 'Messages by hour, newest first' });
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map((cell) => cell.textContent),
  ).toContain('Not readable yet');
  const [first] = within(table).getAllByRole('row', { name: /so far/ });
  expect(
    within(first as HTMLElement)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['12', '10', '0', '0', '0', '4', '3', '1', '0']);
  expect(figure('Received')).toHaveTextContent('15');
  expect(figure('Failed')).toHaveTextContent('2');
  expect(screen.getByText('Everything that came in is stored.')).toBeInTheDocument();
});

it('a difference is a red line that says what it means and what to do', async () => {
  openHealth(ledger({ 2: { received: 5, stored: 3, waiting: 2, difference: true } }));
  expect(await screen.findByText("2 messages haven't reached the inbox")).toBeInTheDocument();
  expect(screen.getByText(/Nothing is lost: it is kept.*tell whoever runs this Ticketz/)).toBeInTheDocument();
  expect(screen.getByRole('row', { name: /2 have waited too long/ })).toBeInTheDocument();
});

it('a connection without messages says so instead of 48 empty lines', async () => {
  openHealth(ledger({}));
  expect(
    await screen.findByRole('heading', { name: 'No messages in the last 48 hours' }),
  ).toBeInTheDocument();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});

it('figures that cannot be loaded say why, and are asked for again on request', async () => {
  const { api, user } = openHealth(ledger({ 0: { received: 1, stored: 1 } }), (fake) => {
    fake.on(connectionEndpoints.connectionLedger, () => {
      throw new FakeFailure('internal_error');
    });
  });
  const alert = await screen.findByRole('alert');
  api.on(connectionEndpoints.connectionLedger, () => ({ items: ledger({ 0: { received: 1, stored: 1 } }) }));
  await user.click(within(alert).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.getByRole('table')).toBeInTheDocument());
});

it('a connection that is not there is not found', async () => {
  const { user } = openHealth(ledger({}), (api) =>
    api.on(connectionEndpoints.listConnections, () => ({ items: [] })),
  );
  expect(await screen.findByRole('heading', { name: 'There is no such connection' })).toBeInTheDocument();
  await user.click(screen.getByRole('link', { name: 'Show all connections' }));
  expect(location.pathname).toBe('/connections');
});

it('an agent is told that it is not for the role, and nothing is asked of the server', async () => {
  const { api } = renderApp({ path, me: somebody('agent') });
  expect(await screen.findByRole('heading', { name: "This page isn't for your role" })).toBeInTheDocument();
  expect(api.callsTo(connectionEndpoints.connectionLedger)).toEqual([]);
});
