import { screen, waitFor, within } from '@testing-library/react';
import { settingsEndpoints, settingsFrom } from '@ticketz/contract/settings';
import { beforeEach, expect, it } from 'vitest';
import { FakeFailure } from '../test/fake-api.ts';
import { somebody } from '../test/people.ts';
import { renderApp } from '../test/render-app.tsx';

let stored: Record<string, unknown>;
beforeEach(() => {
  stored = {};
});

function openSettings() {
  const app = renderApp({ path: '/settings', me: somebody('admin') });
  app.api.on(settingsEndpoints.updateSettings, ({ body }) => {
    stored = { ...stored, ...body };
    return settingsFrom(stored);
  });
  return app;
}

it('a choice and a switch are saved as they are chosen', async () => {
  const { user } = openSettings();
  const choices = within(await screen.findByRole('group', { name: 'Signatures' }));
  expect(choices.getByRole('button', { name: 'None' })).toHaveAttribute('aria-pressed', 'true');
  await user.click(choices.getByRole('button', { name: 'Over the text' }));
  await waitFor(() =>
    expect(choices.getByRole('button', { name: 'Over the text' })).toHaveAttribute('aria-pressed', 'true'),
  );
  const only = screen.getByRole('switch', { name: 'Only the assignee answers' });
  expect(only).not.toBeChecked();
  await user.click(only);
  await waitFor(() => expect(only).toBeChecked());
  expect(stored).toEqual({ signatures: 'above', exclusiveAssignment: true });
});

it('a number is saved when one says so, and only one that fits', async () => {
  const { user } = openSettings();
  const field = await screen.findByRole('textbox', { name: 'Take up again within (minutes)' });
  const save = screen.getByRole('button', { name: 'Save: Take up again within (minutes)' });
  expect(field).toHaveValue('120');
  await user.clear(field);
  await user.type(field, '1.5');
  expect(await screen.findByText('A whole number from 0 to 43,200.')).toBeInTheDocument();
  expect(save).toBeDisabled();
  await user.clear(field);
  await user.type(field, '0{Enter}');
  await waitFor(() => expect(stored).toEqual({ reopenMinutes: 0 }));
});

it('what could not be saved is as it was, and the page says so', async () => {
  const { api, user } = openSettings();
  api.on(settingsEndpoints.updateSettings, () => {
    throw new FakeFailure('service_unavailable');
  });
  const only = await screen.findByRole('switch', { name: 'Only the assignee answers' });
  await user.click(only);
  expect(await screen.findByText(/The service is busy or restarting/)).toBeInTheDocument();
  expect(only).not.toBeChecked();
});
