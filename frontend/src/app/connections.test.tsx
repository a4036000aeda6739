import { screen, waitFor, within } from '@testing-library/react';
import { aboutEndpoints } from '@ticketz/contract/about';
import { type AccountPrivacy, accountPrivacyEndpoints } from '@ticketz/contract/account-privacy';
import { type Connection, connectionEndpoints, connectionReasons } from '@ticketz/contract/connections';
import { userEndpoints } from '@ticketz/contract/users';
import { describe, expect, it } from 'vitest';
import { type FakeApi, FakeFailure } from '../test/fake-api.ts';
import { aConnection, aUser, somebody, testId } from '../test/people.ts';
import { renderApp } from '../test/render-app.tsx';

const inAMinute = () => new Date(Date.now() + 60_000).toISOString();
const fresh = {
  phoneNumber: null,
  profileName: null,
  connectedAt: null,
  lastInboundAt: null,
  lastOutboundAt: null,
} as const;

/** An admin opens the connections page of a company that has these. */
function openConnections(connections: Connection[], answers?: (api: FakeApi) => void) {
  return renderApp({
    path: '/connections',
    me: somebody('admin'),
    answers: (api) => {
      api.on(connectionEndpoints.listConnections, () => ({ items: connections }));
      api.on(userEndpoints.listUsers, () => ({ items: [aUser(), aUser({ id: testId(201) })] }));
      answers?.(api);
    },
  });
}

function card(name: string) {
  return screen.findByRole('listitem', { name });
}

describe('what a connection says about itself', () => {
  it('connected: its number and when something last came in and went out', async () => {
    openConnections([aConnection({ lastOutboundAt: null })]);
    const shop = within(await card('Shop'));
    expect(shop.getByText('Connected', { selector: 'div' })).toBeInTheDocument();
    expect(shop.getByText('+55 11 99999 0001 · Loja Aurora')).toBeInTheDocument();
    expect(shop.getAllByText('1 minute ago').length).toBeGreaterThan(0);
    expect(shop.getByText('none yet')).toBeInTheDocument();
    expect(shop.queryByRole('button', { name: /Link/ })).not.toBeInTheDocument();
  });

  it('reconnecting: why, when the next attempt is, and a way not to wait', async () => {
    const waiting = aConnection({ state: 'reconnecting', reason: 'network', retryAt: inAMinute() });
    const { api, user } = openConnections([waiting]);
    api.on(connectionEndpoints.reconnectConnection, () => aConnection());
    const shop = within(await card('Shop'));
    expect(shop.getByText(/WhatsApp can't be reached\./)).toBeInTheDocument();
    expect(shop.getByText(/Next attempt in \d+ seconds\./)).toBeInTheDocument();
    await user.click(shop.getByRole('button', { name: 'Try now' }));
    expect(await screen.findByText('Connected', { selector: 'div' })).toBeInTheDocument();
  });

  it.each(connectionReasons)(
    'stopped because of %s: what happened and what to do, in words',
    async (reason) => {
      openConnections([aConnection({ state: 'stopped', reason })]);
      const shop = within(await card('Shop'));
      expect(shop.getByText('Needs your attention')).toBeInTheDocument();
      expect(shop.queryByText(reason)).not.toBeInTheDocument();
      expect(shop.getByRole('button', { name: /^(Link again|Try now)$/ })).toBeInTheDocument();
    },
  );
});

describe('linking a phone', () => {
  const unlinked = aConnection({ ...fresh, state: 'unlinked' });
  const qr = (value: string) =>
    aConnection({ ...fresh, state: 'linking', link: { method: 'qr', value, expiresAt: inAMinute() } });

  it('shows the QR code at once, with what to do on the phone', async () => {
    const { api, user } = openConnections([unlinked]);
    api.on(connectionEndpoints.linkConnection, () => qr('2@first'));
    await user.click(within(await card('Shop')).getByRole('button', { name: 'Link a phone' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Link Shop' }));
    expect(await dialog.findByRole('img', { name: 'QR code to scan with WhatsApp' })).toBeInTheDocument();
    expect(dialog.getByText('Go to Settings, then Linked devices')).toBeInTheDocument();
    expect(dialog.getByText(/New code in \d+ s/)).toBeInTheDocument();
    expect(api.callsTo(connectionEndpoints.linkConnection)).toHaveLength(1);
  });

  it('brings past conversations along when that is chosen', async () => {
    const { api, user } = openConnections([unlinked]);
    api.on(connectionEndpoints.linkConnection, () => qr('2@first'));
    api.on(connectionEndpoints.updateConnection, () => ({
      ...qr('2@first'),
      history: { percent: 0, messages: 0 },
    }));
    await user.click(within(await card('Shop')).getByRole('button', { name: 'Link a phone' }));
    const choice = await screen.findByRole('checkbox', { name: /Also bring past conversations/ });
    expect(choice).not.toBeChecked();
    await user.click(choice);
    expect(api.callsTo(connectionEndpoints.updateConnection)[0]?.body).toEqual({ importHistory: true });
    await waitFor(() => expect(choice).toBeChecked());
  });

  it('in the demo offers the demo phone, with the code to scan in its address', async () => {
    const { api, user } = openConnections([unlinked], (fake) =>
      fake.on(aboutEndpoints.about, () => ({
        name: 'Ticketz',
        version: '1.2.3',
        sourceUrl: 'https://example.org',
        demoPhoneUrl: 'http://127.0.0.1:4000/',
      })),
    );
    api.on(connectionEndpoints.linkConnection, () => qr('2@a/b+c,d='));
    await user.click(within(await card('Shop')).getByRole('button', { name: 'Link a phone' }));
    const link = await screen.findByRole('link', { name: 'Scan with the demo phone' });
    expect(link).toHaveAttribute('href', 'http://127.0.0.1:4000/?scan=2%40a%2Fb%2Bc%2Cd%3D');
  });

  it('by pairing code: asks for the number, then shows the eight characters', async () => {
    const { api, user } = openConnections([unlinked]);
    api.on(connectionEndpoints.linkConnection, ({ body }): Connection => {
      if (body.method === 'qr') return qr('2@first');
      return { ...qr(''), link: { method: 'code', value: 'K7WPM3XD', expiresAt: inAMinute() } };
    });
    await user.click(within(await card('Shop')).getByRole('button', { name: 'Link a phone' }));
    await user.click(await screen.findByRole('button', { name: 'Pairing code' }));

    await user.type(screen.getByLabelText('Phone number'), '12');
    await user.click(screen.getByRole('button', { name: 'Get the code' }));
    expect(await screen.findByText(/doesn't look like a phone number/)).toBeInTheDocument();

    await user.clear(screen.getByLabelText('Phone number'));
    await user.type(screen.getByLabelText('Phone number'), '+5511999990001');
    expect(screen.getByLabelText('Country')).toHaveValue('BR');
    await user.click(screen.getByRole('button', { name: 'Get the code' }));
    expect(await screen.findByLabelText('Pairing code: K 7 W P M 3 X D')).toBeInTheDocument();
    const bodies = api.callsTo(connectionEndpoints.linkConnection).map(({ body }) => body);
    expect(bodies.at(-1)).toEqual({ method: 'code', phoneNumber: '+5511999990001' });
  });

  it('when it fails, says why in words and starts again', async () => {
    let attempts = 0;
    const { api, user } = openConnections([unlinked]);
    api.on(connectionEndpoints.linkConnection, () => {
      attempts += 1;
      if (attempts > 1) return qr('2@again');
      return aConnection({ ...fresh, state: 'stopped', reason: 'link_expired' });
    });
    await user.click(within(await card('Shop')).getByRole('button', { name: 'Link a phone' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByRole('alert')).toHaveTextContent('Nobody scanned the code in time.');
    await user.click(dialog.getByRole('button', { name: 'Start again' }));
    expect(await dialog.findByRole('img')).toBeInTheDocument();
  });

  it('once the phone is linked, says so', async () => {
    const { api, user } = openConnections([unlinked]);
    api.on(connectionEndpoints.linkConnection, () => aConnection());
    await user.click(within(await card('Shop')).getByRole('button', { name: 'Link a phone' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText('Messages to +55 11 99999 0001 now arrive in the inbox.'),
    ).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('closing the dialog takes the code back', async () => {
    const { api, user } = openConnections([unlinked]);
    api.on(connectionEndpoints.linkConnection, () => qr('2@first'));
    api.on(connectionEndpoints.unlinkConnection, () => unlinked);
    await user.click(within(await card('Shop')).getByRole('button', { name: 'Link a phone' }));
    await screen.findByRole('img', { name: 'QR code to scan with WhatsApp' });
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(api.callsTo(connectionEndpoints.unlinkConnection)).toHaveLength(1));
  });
});

describe('what WhatsApp shows of the account', () => {
  const privacy: AccountPrivacy = {
    lastSeen: 'all',
    online: null,
    picture: 'contacts_except',
    about: 'contacts',
    readReceipts: true,
    groupAdd: 'all',
  };
  async function openPrivacy(answers: (api: FakeApi) => void) {
    const shown = openConnections([aConnection()], answers);
    await shown.user.click(await screen.findByRole('button', { name: 'More for Shop' }));
    await shown.user.click(await screen.findByRole('menuitem', { name: 'Privacy' }));
    return { ...shown, dialog: within(await screen.findByRole('dialog', { name: 'Privacy of Shop' })) };
  }

  it('is shown, what was chosen on the phone too, and only what was changed is sent', async () => {
    const { api, user, dialog } = await openPrivacy((fake) => {
      fake.on(accountPrivacyEndpoints.getAccountPrivacy, () => privacy);
      fake.on(accountPrivacyEndpoints.changeAccountPrivacy, () => ({
        ...privacy,
        lastSeen: 'none' as const,
      }));
    });
    expect(await dialog.findByRole('combobox', { name: 'Profile picture' })).toHaveTextContent(
      'Contacts except some, chosen on the phone',
    );
    expect(dialog.getByRole('combobox', { name: 'Online' })).toHaveTextContent('Set on the phone');
    await user.click(dialog.getByRole('combobox', { name: 'Last seen' }));
    await user.click(await screen.findByRole('option', { name: 'Nobody' }));
    await user.click(dialog.getByRole('switch', { name: 'Read receipts' }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Privacy saved.')).toBeInTheDocument();
    const [sent] = api.callsTo(accountPrivacyEndpoints.changeAccountPrivacy);
    expect(sent?.body).toEqual({ lastSeen: 'none', readReceipts: false });
  });

  it('when WhatsApp keeps quiet, that is said, and it can be asked again', async () => {
    const { dialog } = await openPrivacy((fake) =>
      fake.on(accountPrivacyEndpoints.getAccountPrivacy, () => {
        throw new FakeFailure('whatsapp_silent');
      }),
    );
    expect(await dialog.findByText(/WhatsApp didn’t answer in time/)).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });
});

describe('the first minutes', () => {
  it('a new company is led from the first number to the first answer', async () => {
    const { api, user } = openConnections([], (fake) =>
      fake.on(userEndpoints.listUsers, () => ({ items: [aUser()] })),
    );
    const made = aConnection({ ...fresh, state: 'unlinked', name: 'Shop' });
    api.on(connectionEndpoints.createConnection, () => made);
    api.on(connectionEndpoints.linkConnection, () => ({ ...made, state: 'starting' as const }));
    const guide = within(await screen.findByRole('region', { name: 'Ready for the first customer' }));
    expect(guide.getByText('0 of 3 done')).toBeInTheDocument();
    await user.click(guide.getByRole('button', { name: 'Connect' }));
    await user.type(await screen.findByLabelText('Name'), 'Shop');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByRole('dialog', { name: 'Link Shop' })).toBeInTheDocument();
    expect(api.callsTo(connectionEndpoints.createConnection)[0]?.body).toEqual({ name: 'Shop' });
  });

  it('the guide can be hidden, and stays hidden', async () => {
    const { user } = openConnections([]);
    await user.click(await screen.findByRole('button', { name: 'Hide this guide' }));
    expect(await screen.findByRole('heading', { name: 'No number is connected yet' })).toBeInTheDocument();
    expect(localStorage.getItem('ticketz.guide-hidden')).not.toBeNull();
  });
});

describe('looking after a connection', () => {
  it('deleting asks first and says what is kept', async () => {
    const { api, user } = openConnections([aConnection()]);
    api.on(connectionEndpoints.deleteConnection, () => undefined);
    await user.click(await screen.findByRole('button', { name: 'More for Shop' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete Shop?' }));
    expect(dialog.getByText(/Tickets and messages stay readable/)).toBeInTheDocument();
    expect(api.callsTo(connectionEndpoints.deleteConnection)).toHaveLength(0);
    await user.click(dialog.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByRole('listitem', { name: 'Shop' })).not.toBeInTheDocument());
  });

  it('a refusal of the server stands in the dialog, in words', async () => {
    const { api, user } = openConnections([aConnection()]);
    api.on(connectionEndpoints.deleteConnection, () => {
      throw new FakeFailure('connection_not_open');
    });
    await user.click(await screen.findByRole('button', { name: 'More for Shop' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText(/isn't connected to WhatsApp right now/)).toBeInTheDocument();
  });

  it('only one connection is the default', async () => {
    const second = aConnection({ id: testId(101), name: 'Support', isDefault: false });
    const { api, user } = openConnections([aConnection(), second]);
    api.on(connectionEndpoints.updateConnection, () => ({ ...second, isDefault: true }));
    await user.click(await screen.findByRole('button', { name: 'More for Support' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Make default' }));
    await waitFor(() =>
      expect(within(screen.getByRole('listitem', { name: 'Support' })).getByText('Default')).toBeVisible(),
    );
    expect(within(await card('Shop')).queryByText('Default')).not.toBeInTheDocument();
  });

  it('what cannot be loaded says why and can be tried again', async () => {
    let broken = true;
    const { user } = openConnections([], (fake) =>
      fake.on(connectionEndpoints.listConnections, () => {
        if (broken) throw new FakeFailure('forbidden');
        return { items: [aConnection()] };
      }),
    );
    expect(await screen.findByRole('heading', { name: "This couldn't be loaded" })).toBeInTheDocument();
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await card('Shop')).toBeInTheDocument();
  });
});
