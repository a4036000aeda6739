import { screen, waitFor } from '@testing-library/react';
import { authEndpoints } from '@ticketz/contract/auth';
import { expect, it } from 'vitest';
import { FakeFailure } from '../test/fake-api.ts';
import { sessionOf, somebody, testId } from '../test/people.ts';
import { renderApp } from '../test/render-app.tsx';

async function typeAndSubmit(user: ReturnType<typeof renderApp>['user'], email: string, password: string) {
  await user.type(await screen.findByLabelText('E-mail'), email);
  await user.type(screen.getByLabelText('Password'), password);
  await user.click(screen.getByRole('button', { name: 'Log in' }));
}

it('an agent logs in, sees the inbox, and the e-mail is remembered for next time', async () => {
  const { api, user } = renderApp({ path: '/' });
  api.on(authEndpoints.logIn, () => sessionOf(somebody('agent')));
  await typeAndSubmit(user, 'Ana@Aurora.example', 'a long password');

  expect(await screen.findAllByRole('navigation', { name: 'Main navigation' })).not.toHaveLength(0);
  expect(location.pathname).toBe('/');
  expect(api.callsTo(authEndpoints.logIn)[0]?.body).toEqual({
    email: 'ana@aurora.example',
    password: 'a long password',
  });
  expect(localStorage.getItem('ticketz.email')).toBe('ana@aurora.example');
});

it('somebody who wanted a certain page gets there after the log-in', async () => {
  const { api, user } = renderApp({ path: '/profile' });
  api.on(authEndpoints.logIn, () => sessionOf(somebody('agent')));
  await typeAndSubmit(user, 'ana@aurora.example', 'a long password');
  expect(await screen.findByRole('heading', { name: 'Profile' })).toBeInTheDocument();
});

it('a wrong password is said in words, and can be typed again at once', async () => {
  const { api, user } = renderApp({ path: '/login' });
  api.on(authEndpoints.logIn, () => {
    throw new FakeFailure('invalid_credentials');
  });
  await typeAndSubmit(user, 'ana@aurora.example', 'not this one');
  expect(await screen.findByRole('alert')).toHaveTextContent("E-mail or password isn't right.");
  await waitFor(() => expect(screen.getByLabelText('Password')).toHaveFocus());
});

it('after too many attempts one is told how long to wait', async () => {
  const { api, user } = renderApp({ path: '/login' });
  api.on(authEndpoints.logIn, () => {
    throw new FakeFailure('rate_limited', { retryAfterSeconds: 42 });
  });
  await typeAndSubmit(user, 'ana@aurora.example', 'not this one');
  expect(await screen.findByRole('alert')).toHaveTextContent('Try again in 42 seconds.');
  expect(screen.getByRole('button', { name: /Try again in 4\d s/ })).toBeDisabled();
});

it('somebody with several companies chooses one', async () => {
  const { api, user } = renderApp({ path: '/login' });
  api.on(authEndpoints.logIn, ({ body }) => {
    if (body.companyId === testId(8)) return sessionOf(somebody('agent'));
    const companies = [
      { id: testId(7), name: 'Loja Aurora' },
      { id: testId(8), name: 'Padaria São João' },
    ];
    throw new FakeFailure('choose_company', { companies });
  });
  await typeAndSubmit(user, 'ana@aurora.example', 'a long password');
  await user.click(await screen.findByRole('button', { name: 'Padaria São João' }));
  expect(await screen.findAllByRole('navigation', { name: 'Main navigation' })).not.toHaveLength(0);
});

it('empty fields are named before anything is sent', async () => {
  const { api, user } = renderApp({ path: '/login' });
  await user.click(await screen.findByRole('button', { name: 'Log in' }));
  expect(await screen.findAllByText('Fill this in.')).toHaveLength(2);
  expect(api.callsTo(authEndpoints.logIn)).toHaveLength(0);
});

it('a password can be looked at while typing', async () => {
  const { user } = renderApp({ path: '/login' });
  const password = await screen.findByLabelText('Password');
  expect(password).toHaveAttribute('type', 'password');
  await user.click(screen.getByRole('button', { name: 'Show password' }));
  expect(password).toHaveAttribute('type', 'text');
});

it('whoever speaks Portuguese changes the language before logging in', async () => {
  const { user } = renderApp({ path: '/login' });
  await user.click(await screen.findByRole('button', { name: 'Português (Brasil)' }));
  expect(await screen.findByRole('heading', { name: 'Entrar no Ticketz' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'English' }));
  expect(await screen.findByRole('heading', { name: 'Log in to Ticketz' })).toBeInTheDocument();
});

it('a first password must be changed before anything else is shown', async () => {
  const me = somebody('agent', { mustChangePassword: true });
  const { api, user } = renderApp({ path: '/profile', me });
  expect(await screen.findByRole('heading', { name: 'Choose your own password' })).toBeInTheDocument();
  expect(screen.queryByRole('navigation')).not.toBeInTheDocument();

  api.on(authEndpoints.changePassword, ({ body }) => {
    if (body.currentPassword !== 'the first one') throw new FakeFailure('wrong_password');
    return sessionOf(somebody('agent'));
  });
  await user.type(screen.getByLabelText('Current password'), 'mistyped');
  await user.type(screen.getByLabelText('New password'), 'short');
  await user.click(screen.getByRole('button', { name: 'Change password' }));
  expect(await screen.findByText('At least 10 characters.')).toBeInTheDocument();

  await user.type(screen.getByLabelText('New password'), ' but now longer');
  await user.click(screen.getByRole('button', { name: 'Change password' }));
  expect(await screen.findByText("The current password isn't right.")).toBeInTheDocument();

  await user.clear(screen.getByLabelText('Current password'));
  await user.type(screen.getByLabelText('Current password'), 'the first one');
  await user.click(screen.getByRole('button', { name: 'Change password' }));
  expect(await screen.findByRole('heading', { name: 'Profile' })).toBeInTheDocument();
});

it('while the server cannot be reached the page says so, and goes on by itself when told to', async () => {
  const { api, user } = renderApp({
    path: '/profile',
    me: somebody('agent'),
    answers: (fake) => fake.cutNetwork(),
  });
  expect(await screen.findByRole('alert')).toHaveTextContent('No answer from the server.');
  api.restoreNetwork();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Profile' })).toBeInTheDocument();
});

it('logging out leads to the log-in and leaves nothing on the screen', async () => {
  const { api, user } = renderApp({ path: '/profile', me: somebody('agent') });
  await user.click(await screen.findByRole('button', { name: 'Log out of this device' }));
  expect(await screen.findByRole('heading', { name: 'Log in to Ticketz' })).toBeInTheDocument();
  expect(api.callsTo(authEndpoints.logOut)).toHaveLength(1);
});
