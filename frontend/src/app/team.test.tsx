import { screen, waitFor, within } from '@testing-library/react';
import { companyEndpoints } from '@ticketz/contract/companies';
import { userEndpoints } from '@ticketz/contract/users';
import { describe, expect, it } from 'vitest';
import { type FakeApi, FakeFailure } from '../test/fake-api.ts';
import { aUser, somebody, testId } from '../test/people.ts';
import { renderApp } from '../test/render-app.tsx';

const me = somebody('admin');
const myself = aUser({ id: me.id, name: me.name, email: me.email, role: 'admin', online: true });
const bruno = aUser();

function openTeam(answers?: (api: FakeApi) => void) {
  return renderApp({
    path: '/users',
    me,
    answers: (api) => {
      api.on(userEndpoints.listUsers, ({ query }) => ({
        items: [myself, bruno].filter(({ name }) => name.includes(query.search ?? '')),
      }));
      answers?.(api);
    },
  });
}

function member(name: RegExp) {
  return screen.findByRole('listitem', { name });
}

describe('the team', () => {
  it('shows who is here and who was', async () => {
    openTeam();
    expect(within(await member(/Ana Ribeiro/)).getByText('On line')).toBeInTheDocument();
    expect(within(await member(/Bruno Lima/)).getByText('Last here 1 minute ago')).toBeInTheDocument();
  });

  it('a search without a match says so and can be cleared', async () => {
    const { user } = openTeam();
    await user.type(await screen.findByRole('searchbox'), 'zzz');
    expect(await screen.findByRole('heading', { name: 'Nothing found for “zzz”' })).toBeInTheDocument();
    const [clear] = screen.getAllByRole('button', { name: 'Clear search' });
    if (clear) await user.click(clear);
    expect(await member(/Bruno Lima/)).toBeInTheDocument();
  });

  it('a new colleague gets a generated password, shown once to pass on', async () => {
    const { api, user } = openTeam();
    api.on(userEndpoints.createUser, ({ body }) =>
      aUser({ id: testId(300), name: body.name, email: body.email }),
    );
    await user.click(await screen.findByRole('button', { name: 'Add a person' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('Name'), 'Carla Dias');
    await user.type(dialog.getByLabelText('E-mail'), 'carla@aurora.example');
    await user.click(dialog.getByRole('button', { name: 'Add' }));
    expect(await screen.findByRole('dialog', { name: 'Carla Dias can log in now' })).toBeInTheDocument();
    const { body } = api.callsTo(userEndpoints.createUser)[0] ?? {};
    expect(body).toMatchObject({ name: 'Carla Dias', email: 'carla@aurora.example', role: 'agent' });
    const { password } = body as { password: string };
    expect(password).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/);
    expect(screen.getByText(password)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Copy log-in' }));
    expect(await navigator.clipboard.readText()).toContain(password);
  });

  it('an e-mail that somebody has already is said at the field', async () => {
    const { api, user } = openTeam();
    api.on(userEndpoints.createUser, () => {
      throw new FakeFailure('email_taken');
    });
    await user.click(await screen.findByRole('button', { name: 'Add a person' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('Name'), 'Carla Dias');
    await user.type(dialog.getByLabelText('E-mail'), 'bruno@aurora.example');
    await user.click(dialog.getByRole('button', { name: 'Add' }));
    expect(await dialog.findByText('Somebody already uses this e-mail.')).toBeInTheDocument();
    expect(dialog.getByLabelText('E-mail')).toBeInvalid();
  });

  it('deactivating says what happens, and only then does it', async () => {
    const { api, user } = openTeam();
    api.on(userEndpoints.updateUser, ({ body }) => aUser({ active: body.active ?? true }));
    await user.click(await screen.findByRole('button', { name: 'More for Bruno Lima' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Deactivate' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Deactivate Bruno Lima?' }));
    expect(dialog.getByText(/logged out at once/)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Deactivate' }));
    await waitFor(() => expect(screen.getByText('Deactivated')).toBeInTheDocument());
  });

  it('nobody can lock themselves out', async () => {
    const { user } = openTeam();
    await user.click(await screen.findByRole('button', { name: 'More for Ana Ribeiro' }));
    const items = (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent);
    expect(items).toEqual(['Edit']);
    await user.click(screen.getByRole('menuitem', { name: 'Edit' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Edit Ana Ribeiro' }));
    for (const role of dialog.getAllByRole('radio')) expect(role).toBeDisabled();
  });

  it('saving an unchanged role does not send it, because a role ends the sessions', async () => {
    const { api, user } = openTeam();
    api.on(userEndpoints.updateUser, ({ body }) => aUser({ name: body.name ?? bruno.name }));
    await user.click(await screen.findByRole('button', { name: 'More for Bruno Lima' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Edit' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('Name'), ' Filho');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(api.callsTo(userEndpoints.updateUser)).toHaveLength(1));
    expect(api.callsTo(userEndpoints.updateUser)[0]?.body).toEqual({ name: 'Bruno Lima Filho' });
  });
});

it('the operator adds a company with its first admin', async () => {
  const { api, user } = renderApp({ path: '/companies', me: somebody('super') });
  const company = (name: string, operator = false) => ({
    id: testId(operator ? 2 : 400),
    name,
    active: true,
    operator,
    userCount: 1,
    connectionCount: 0,
    createdAt: new Date().toISOString(),
  });
  api.on(companyEndpoints.listCompanies, () => ({ items: [company('Ticketz', true)] }));
  api.on(companyEndpoints.createCompany, ({ body }) => company(body.name));
  await user.click(await screen.findByRole('button', { name: 'Add a company' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByLabelText('Company name'), 'Padaria São João');
  await user.type(dialog.getByLabelText('Name'), 'João');
  await user.type(dialog.getByLabelText('E-mail'), 'joao@padaria.example');
  await user.click(dialog.getByRole('button', { name: 'Add company' }));
  expect(await screen.findByRole('dialog', { name: 'Padaria São João is ready' })).toBeInTheDocument();
  expect(api.callsTo(companyEndpoints.createCompany)[0]?.body).toMatchObject({
    name: 'Padaria São João',
    admin: { name: 'João', email: 'joao@padaria.example' },
  });
});
