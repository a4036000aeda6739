import { openingHoursEndpoints, type Schedule } from '@ticketz/contract/opening-hours';
import { queueEndpoints } from '@ticketz/contract/queues';
import { expect, it } from 'vitest';
import { useShop } from '../../../test/harness/shop.ts';
import { withCompany } from '../../core/tenancy.ts';
import { openingHoursOf, readAllOpeningHours } from './read-opening-hours.ts';

const { app, shop, admin } = useShop('file');

const shift = { from: '00:00', to: '00:00' };
const always: Schedule = {
  timeZone: 'America/Sao_Paulo',
  week: {
    monday: [shift],
    tuesday: [shift],
    wednesday: [shift],
    thursday: [shift],
    friday: [shift],
    saturday: [shift],
    sunday: [shift],
  },
  specialDays: [],
};
const inZone = (timeZone: string): Schedule => ({ ...always, timeZone });

it('goes by the hours of the queue, else of the connection, else of the company', async () => {
  const { connectionId } = shop;
  const queue = await admin.api.call(queueEndpoints.createQueue, { body: { name: 'Vendas', color: 'blue' } });
  const zonesOf = (queueId: string | null, connection: string | null) =>
    withCompany(shop.companyId, async () => {
      const of = { queueId, connectionId: connection };
      const one = await openingHoursOf(of);
      expect((await readAllOpeningHours())(of)).toEqual(one);
      return one?.timeZone ?? null;
    });
  const both = async () => [
    await zonesOf(queue.id, connectionId),
    await zonesOf(null, connectionId),
    await zonesOf(null, null),
  ];
  expect(await both()).toEqual([null, null, null]);
  await admin.api.call(openingHoursEndpoints.setOpeningHours, { body: { schedule: inZone('UTC') } });
  expect(await both()).toEqual(['UTC', 'UTC', 'UTC']);
  await admin.api.call(openingHoursEndpoints.setConnectionHours, {
    params: { connectionId },
    body: { schedule: inZone('Europe/Berlin') },
  });
  expect(await both()).toEqual(['Europe/Berlin', 'Europe/Berlin', 'UTC']);
  const ofQueue = { params: { queueId: queue.id } };
  const { items } = await admin.api.call(openingHoursEndpoints.setQueueHours, {
    ...ofQueue,
    body: { schedule: inZone('Asia/Kolkata') },
  });
  expect(items.map(({ schedule }) => schedule.timeZone)).toEqual(['UTC', 'Europe/Berlin', 'Asia/Kolkata']);
  expect(items[0]).toMatchObject({ schedule: inZone('UTC'), now: { open: true, until: null } });
  expect(await both()).toEqual(['Asia/Kolkata', 'Europe/Berlin', 'UTC']);
  await admin.api.call(openingHoursEndpoints.setQueueHours, { ...ofQueue, body: { schedule: null } });
  expect(await both()).toEqual(['Europe/Berlin', 'Europe/Berlin', 'UTC']);
});

it.each([
  ['a zone that there isn’t', { ...always, timeZone: 'Mars/Phobos' }],
  [
    'an hour that there isn’t',
    { ...always, week: { ...always.week, monday: [{ from: '25:00', to: '26:00' }] } },
  ],
  [
    'a day that there isn’t',
    { ...always, specialDays: [{ date: '2026-02-30', everyYear: false, name: '', shifts: [] }] },
  ],
])('refuses %s', async (_name, schedule) => {
  const answer = await fetch(`${app.url}/api/opening-hours`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ schedule }),
  });
  expect(answer.status).toBe(422);
});
