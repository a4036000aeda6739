import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { authEndpoints, type LoginSession } from '@ticketz/contract/auth';
import { userEndpoints } from '@ticketz/contract/users';
import { expect, it, vi } from 'vitest';
import { somebody, testId } from '../test/people.ts';
import { renderApp } from '../test/render-app.tsx';
import { uploadsThroughFetch } from '../test/upload-through-fetch.ts';

const me = somebody('agent');
const now = new Date().toISOString();

function aSession(number: number, values: Partial<LoginSession> = {}): LoginSession {
  return {
    id: testId(number),
    current: false,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
    ipAddress: '192.168.0.9',
    createdAt: now,
    lastUsedAt: now,
    ...values,
  };
}

it('somebody changes their name', async () => {
  const { api, user } = renderApp({ path: '/profile', me });
  api.on(userEndpoints.updateProfile, ({ body }) => ({ ...me, name: body.name ?? me.name }));
  const name = await screen.findByLabelText('Name');
  await user.type(name, ' Costa');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(api.callsTo(userEndpoints.updateProfile)[0]?.body).toEqual({ name: 'Ana Ribeiro Costa' }),
  );
  expect(await screen.findByText('Your name has been saved.')).toBeInTheDocument();
});

it('somebody signs under another name, or not at all, and is told that the company has to want it', async () => {
  const { api, user } = renderApp({ path: '/profile', me });
  let now = me;
  api.on(userEndpoints.updateProfile, ({ body }) => {
    const { signature = now.signature, signs = now.signs } = body;
    now = { ...now, signature, signs };
    return now;
  });
  expect(await screen.findByText(/doesn't use signatures at the moment/)).toBeInTheDocument();
  await user.type(screen.getByRole('textbox', { name: 'Signature' }), 'Ana · Vendas');
  await user.click(screen.getByRole('button', { name: 'Save signature' }));
  await waitFor(() => expect(now.signature).toBe('Ana · Vendas'));
  await user.click(screen.getByRole('switch', { name: 'Sign what I send' }));
  await waitFor(() => expect(now.signs).toBe(false));
  expect(screen.getByRole('switch', { name: 'Sign what I send' })).not.toBeChecked();
});

it('somebody chooses a picture of themselves, and takes it away again', async () => {
  vi.stubGlobal('XMLHttpRequest', uploadsThroughFetch().Upload);
  const { api, user } = renderApp({ path: '/profile', me });
  api.on(userEndpoints.setAvatar, () => ({ ...me, avatarId: testId(77) }));
  api.on(userEndpoints.removeAvatar, () => me);
  await screen.findByRole('button', { name: 'Choose a picture' });
  const input = document.querySelector('input[type="file"]') as HTMLInputElement;
  fireEvent.change(input, { target: { files: [new File(['me'], 'me.jpg', { type: 'image/jpeg' })] } });
  const remove = await screen.findByRole('button', { name: 'Remove it' });
  expect(document.querySelector(`img[src="/api/files/${testId(77)}"]`)).toBeInTheDocument();
  await user.click(remove);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Remove it' })).not.toBeInTheDocument());
});

it('a chosen appearance is there at once, remembered in the browser and for the person', async () => {
  const { api, user } = renderApp({ path: '/profile', me });
  api.on(userEndpoints.updateProfile, ({ body }) => ({ ...me, theme: body.theme ?? me.theme }));
  await user.click(await screen.findByRole('button', { name: 'Dark' }));
  expect(document.documentElement).toHaveAttribute('data-theme', 'dark');
  expect(localStorage.getItem('ticketz.theme')).toBe('dark');
  await waitFor(() => expect(api.callsTo(userEndpoints.updateProfile)[0]?.body).toEqual({ theme: 'dark' }));
});

it('a chosen language is there at once, and for the person on every device', async () => {
  const { api, user } = renderApp({ path: '/profile', me });
  api.on(userEndpoints.updateProfile, ({ body }) => ({ ...me, language: body.language ?? null }));
  await user.selectOptions(await screen.findByLabelText('Language'), 'es');
  expect(await screen.findByRole('heading', { name: 'Perfil' })).toBeInTheDocument();
  expect(document.documentElement.lang).toBe('es');
  await user.selectOptions(screen.getByLabelText('Idioma'), 'en');
  expect(await screen.findByRole('heading', { name: 'Profile' })).toBeInTheDocument();
});

it('somebody sees where they are logged in, and ends another device', async () => {
  let sessions = [aSession(10), aSession(11, { current: true })];
  const { api, user } = renderApp({ path: '/profile', me });
  api.on(authEndpoints.listSessions, () => ({ items: sessions }));
  api.on(authEndpoints.revokeSession, ({ params }) => {
    sessions = sessions.filter(({ id }) => id !== params.sessionId);
  });
  const section = within(await screen.findByRole('region', { name: "Where you're logged in" }));
  const [first] = await section.findAllByRole('listitem');
  if (!first) throw new Error('no sessions');
  expect(within(first).getByText('This device')).toBeInTheDocument();
  await user.click(section.getByRole('button', { name: 'Log out Firefox on Linux' }));
  await waitFor(() => expect(section.getAllByRole('listitem')).toHaveLength(1));
  expect(api.callsTo(authEndpoints.revokeSession)[0]?.params).toEqual({ sessionId: testId(10) });
});

it('all other devices can be ended at once', async () => {
  const { api, user } = renderApp({ path: '/profile', me });
  const sessions = [aSession(10), aSession(12), aSession(11, { current: true })];
  api.on(authEndpoints.listSessions, () => ({ items: sessions }));
  api.on(authEndpoints.revokeSession, () => undefined);
  await user.click(await screen.findByRole('button', { name: 'Log out everywhere else' }));
  expect(await screen.findByText('2 other devices were logged out.')).toBeInTheDocument();
  expect(api.callsTo(authEndpoints.revokeSession)).toHaveLength(2);
});
