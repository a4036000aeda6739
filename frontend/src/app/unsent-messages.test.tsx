import { screen, waitFor, within } from '@testing-library/react';
import { authEndpoints } from '@ticketz/contract/auth';
import { messageEndpoints } from '@ticketz/contract/messages';
import { expect, it } from 'vitest';
import { rememberOwner, storeItem } from '../features/messages/outbox-storage.ts';
import { FakeFailure } from '../test/fake-api.ts';
import { sessionOf, somebody, testId } from '../test/people.ts';
import { renderApp } from '../test/render-app.tsx';

const me = somebody('agent');

function leaveUnsent(text: string): void {
  rememberOwner(me.id);
  storeItem(me.id, {
    clientId: testId(700),
    ticketId: testId(701),
    text,
    createdAt: new Date().toISOString(),
    error: null,
    file: null,
    quoted: null,
    extra: null,
    notBefore: null,
  });
}

it('without the server the start shows what waits, and goes on by itself when it is back', async () => {
  leaveUnsent('Written in the dark');
  const { api } = renderApp({
    path: '/about',
    me,
    answers: (fake) => {
      fake.on(authEndpoints.refresh, () => {
        throw new FakeFailure('service_unavailable');
      });
      fake.on(messageEndpoints.sendMessage, () => {
        throw new FakeFailure('service_unavailable');
      });
    },
  });
  const waiting = await screen.findByRole('region', { name: '1 message waits here to be sent' });
  expect(within(waiting).getByText('Written in the dark')).toBeInTheDocument();
  api.on(authEndpoints.refresh, () => sessionOf(me));
  window.dispatchEvent(new Event('online'));
  expect(await screen.findByRole('heading', { name: 'About' })).toBeInTheDocument();
  await waitFor(() => expect(api.callsTo(messageEndpoints.sendMessage)).toHaveLength(1));
});

it('logging out with unsent messages asks first, and then leaves nothing behind', async () => {
  leaveUnsent('Not yet gone');
  const { api, user } = renderApp({
    path: '/profile',
    me,
    answers: (fake) =>
      fake.on(messageEndpoints.sendMessage, () => {
        throw new FakeFailure('service_unavailable');
      }),
  });
  await user.click(await screen.findByRole('button', { name: 'Log out of this device' }));
  const dialog = await screen.findByRole('dialog', { name: "1 message hasn't been sent" });
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  expect(api.callsTo(authEndpoints.logOut)).toEqual([]);

  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  await user.click(screen.getByRole('button', { name: 'Log out of this device' }));
  await user.click(await screen.findByRole('button', { name: 'Log out anyway' }));
  expect(await screen.findByRole('heading', { name: 'Log in to Ticketz' })).toBeInTheDocument();
  expect(Object.values(localStorage).join()).not.toContain('Not yet gone');
});
