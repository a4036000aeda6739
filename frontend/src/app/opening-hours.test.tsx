import { screen, waitFor, within } from '@testing-library/react';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { type OpeningHours, openingHoursEndpoints } from '@ticketz/contract/opening-hours';
import { queueEndpoints } from '@ticketz/contract/queues';
import { expect, it } from 'vitest';
import { weekLines } from '../features/opening-hours/schedule-words.ts';
import { somebody } from '../test/people.ts';
import { renderApp } from '../test/render-app.tsx';

it('the company sets its week and a holiday, and reads how it is now', async () => {
  let items: OpeningHours[] = [];
  const { user } = renderApp({
    path: '/opening-hours',
    me: somebody('admin'),
    answers: (api) => {
      api.on(connectionEndpoints.listConnections, () => ({ items: [] }));
      api.on(queueEndpoints.listQueues, () => ({ items: [] }));
      api.on(openingHoursEndpoints.listOpeningHours, () => ({ items }));
      api.on(openingHoursEndpoints.setOpeningHours, ({ body: { schedule } }) => {
        const now = { open: true, until: null };
        items = schedule ? [{ queueId: null, connectionId: null, schedule, now }] : [];
        return { items };
      });
    },
  });
  expect(await screen.findByText('No hours yet: always open.')).toBeInTheDocument();
  await user.click(screen.getByText('Set hours'));
  const dialog = within(await screen.findByRole('dialog', { name: 'Opening hours' }));
  await user.click(dialog.getByLabelText('Remove shift 1 of Friday'));
  await user.click(dialog.getByText('Add a day'));
  await user.click(dialog.getByText('Save'));
  expect(await dialog.findByRole('alert')).toHaveTextContent('A time or a date is missing');
  await user.type(dialog.getByLabelText('Date'), '2026-12-25');
  await user.click(dialog.getByLabelText('Every year'));
  await user.click(dialog.getByText('Save'));
  expect(await screen.findByText('Open now')).toBeInTheDocument();
  await waitFor(() => expect(items[0]?.schedule.specialDays).toHaveLength(1));
  const { week, specialDays } = items[0]?.schedule ?? {};
  expect(specialDays).toEqual([{ date: '2026-12-25', everyYear: true, name: '', shifts: [] }]);
  expect(week && weekLines(week, 'en')).toEqual([
    { days: 'Mon–Thu', hours: '09:00–18:00' },
    { days: 'Fri–Sun', hours: '' },
  ]);
});
