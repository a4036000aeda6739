import { screen, within } from '@testing-library/react';
import type { Role } from '@ticketz/contract/endpoint';
import { expect, it } from 'vitest';
import { somebody } from '../test/people.ts';
import { renderApp } from '../test/render-app.tsx';

async function destinations(): Promise<(string | null)[]> {
  const [rail] = await screen.findAllByRole('navigation', { name: 'Main navigation' });
  if (!rail) throw new Error('no navigation');
  const links = within(rail).getAllByRole('link');
  return links.map((link) => link.textContent).filter(Boolean);
}

const forEverybody = ['Inbox', 'Contacts', 'To-do', 'Board', 'Quick texts'];
const forAdmins = ['Reports', 'Connections', 'Queues', 'Hours', 'Bot', 'Team', 'Settings'];

it.each<[Role, string[]]>([
  ['agent', forEverybody],
  ['admin', [...forEverybody, ...forAdmins]],
  ['super', [...forEverybody, ...forAdmins, 'Companies']],
])('the navigation shows a %s only what the role may open', async (role, expected) => {
  renderApp({ path: '/about', me: somebody(role) });
  expect(await destinations()).toEqual(expected);
});

it.each([
  ['agent', '/connections'],
  ['agent', '/users'],
  ['agent', '/settings'],
  ['admin', '/companies'],
] as const)('an %s who types %s is told that it is not for the role', async (role, path) => {
  const { api } = renderApp({ path, me: somebody(role) });
  expect(await screen.findByRole('heading', { name: "This page isn't for your role" })).toBeInTheDocument();
  expect(api.calls.some(({ endpoint }) => endpoint.path === path)).toBe(false);
});

it('an address that leads nowhere says so and leads back', async () => {
  const { user } = renderApp({ path: '/nowhere/at/all', me: somebody('agent') });
  expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeInTheDocument();
  await user.click(screen.getByRole('link', { name: 'Go to the inbox' }));
  expect(location.pathname).toBe('/');
});
