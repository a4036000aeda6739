import { randomUUID } from 'node:crypto';
import { dashboardEndpoints } from '@ticketz/contract/dashboard';
import { messageEndpoints } from '@ticketz/contract/messages';
import { queueEndpoints } from '@ticketz/contract/queues';
import { type Report, reportEndpoints } from '@ticketz/contract/reports';
import { expect, it } from 'vitest';
import { codeOf } from '../../../test/harness/api-client.ts';
import { useShop } from '../../../test/harness/shop.ts';
import type { TestPerson } from '../../../test/harness/test-app.ts';
import { act } from '../../../test/harness/tickets.ts';
import { bucketCount, bucketOf, medianOf } from './buckets.ts';
import { countCompany, recountCompany } from './count-company.ts';

const { app, shop, admin, ana, bia, write, ticketOf } = useShop();

const period = { firstDay: '2000-01-01', lastDay: '2000-12-31' };
const today = () => new Date().toISOString().slice(0, 10);
const yesterday = () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
/** It may be midnight in between. */
const readReport = (person: TestPerson, query = {}) =>
  person.api.call(reportEndpoints.readReport, {
    query: { firstDay: yesterday(), lastDay: today(), ...query },
  });
const say = (person: TestPerson, ticketId: string, text: string) =>
  person.api.call(messageEndpoints.sendMessage, {
    params: { ticketId },
    body: { clientId: randomUUID(), text },
  });

async function cells(): Promise<unknown[]> {
  const { rows } = await app.database.owner.query(
    'SELECT * FROM report_cells WHERE company_id = $1 ORDER BY grain, day, queue_id, key',
    [shop.companyId],
  );
  return rows;
}

/** What was written in this very millisecond counts the next time. */
async function countAll(): Promise<void> {
  await app.database.owner.query('SELECT pg_sleep(0.005)');
  await countCompany(shop.companyId, { settledAfter: 0 });
}

/** Maria is answered by Ana in the queue Sales; João by Bia, in no queue. */
async function day(): Promise<{ queueId: string }> {
  const maria = await ticketOf({ person: { phone: '14155550101', lid: null, pushName: 'Maria' } });
  const queue = await admin.api.call(queueEndpoints.createQueue, {
    body: { name: 'Sales', color: 'blue', greeting: '', userIds: [ana.id, bia.id], connectionIds: [] },
  });
  await app.database.owner.query('UPDATE tickets SET queue_id = $2 WHERE id = $1', [maria, queue.id]);
  await act(ana, 'acceptTicket', maria);
  await say(ana, maria, 'Olá');
  const joao = { person: { phone: '14155550102', lid: null, pushName: 'João' } };
  const other = await ticketOf(joao);
  await act(bia, 'acceptTicket', other);
  await countAll();
  await say(bia, other, 'Oi');
  await write(joao);
  await act(ana, 'closeTicket', maria);
  await act(bia, 'closeTicket', other);
  await countAll();
  await countAll();
  return { queueId: queue.id };
}

it('adds up what happened, once, however often it is counted', async () => {
  const { queueId } = await day();
  const report = await readReport(admin);
  expect(report.total).toMatchObject({ opened: 2, closed: 2, inbound: 3, outbound: 2, rating: null });
  expect(report.total.times).toMatchObject({
    firstResponse: { count: 2 },
    handling: { count: 2 },
    queue: { count: 2 },
    resolution: { count: 2 },
  });
  expect(report.before).toMatchObject({ opened: 0, closed: 0 });
  expect(report.queues).toMatchObject([
    { id: null, figures: { opened: 2, closed: 1 } },
    { id: queueId, name: 'Sales', figures: { opened: 0, closed: 1 } },
  ]);
  const byAgent = report.agents.map(({ name, figures }) => [name, figures.closed, figures.outbound]);
  expect(new Set(byAgent.map(String))).toEqual(new Set(['Ana,1,1', 'Bia,1,1']));
  expect(report.connections).toMatchObject([{ id: shop.connectionId, figures: { inbound: 3 } }]);
  expect(report.hours.reduce((sum, { inbound }) => sum + inbound, 0)).toBe(3);
});

it('tells how it is now', async () => {
  const maria = await ticketOf();
  await ticketOf({ person: { phone: '14155550103', lid: null, pushName: 'Zé' } });
  const now = () => admin.api.call(dashboardEndpoints.readDashboard, {});
  expect(await now()).toMatchObject({ waiting: 2, open: 0, queues: [{ id: null, waiting: 2 }] });
  await act(ana, 'acceptTicket', maria);
  expect(await now()).toMatchObject({ waiting: 1, open: 1, agents: [{ name: 'Ana', open: 1 }] });
  expect(await codeOf(ana.api.call(dashboardEndpoints.readDashboard, {}))).toBe('forbidden');
});

it('counts the same anew', async () => {
  await day();
  const kept = await cells();
  expect(kept.length).toBeGreaterThan(5);
  await recountCompany(shop.companyId, 0);
  expect(await cells()).toEqual(kept);
});

it('counts once though two count at a time', async () => {
  await write();
  await app.database.owner.query('SELECT pg_sleep(0.005)');
  await Promise.all([1, 2, 3].map(() => countCompany(shop.companyId, { settledAfter: 0 })));
  expect((await readReport(admin)).total).toMatchObject({ opened: 1, inbound: 1 });
});

it('leaves for later what may not be there to be seen yet', async () => {
  await write();
  await countCompany(shop.companyId);
  expect((await readReport(admin)).total).toMatchObject({ opened: 0, inbound: 0 });
});

it('shows supervisors their queues and agents nothing', async () => {
  const { queueId } = await day();
  const leader = await app.makePerson(shop.companyId, 'supervisor', 'Lia');
  const nothing: Report['queues'] = [];
  expect((await readReport(leader)).queues).toEqual(nothing);
  await app.database.owner.query(
    'INSERT INTO queue_members (company_id, queue_id, user_id) VALUES ($1, $2, $3)',
    [shop.companyId, queueId, leader.id],
  );
  const seen = await readReport(leader);
  expect(seen.queues.map(({ name }) => name)).toEqual(['Sales']);
  expect(seen.total).toMatchObject({ opened: 0, closed: 1 });
  expect(seen.agents.map(({ name }) => name)).toEqual(['Ana']);
  expect(await codeOf(readReport(ana))).toBe('forbidden');
});

it('is to be had as a table in which nothing is a formula', async () => {
  await day();
  await app.database.owner.query(`UPDATE users SET name = '=1+1' WHERE id = $1`, [ana.id]);
  const answer = await fetch(
    `${app.url}/api/files/exports/reports?firstDay=${yesterday()}&lastDay=${today()}&format=csv`,
    { headers: { authorization: `Bearer ${admin.token}` } },
  );
  const lines = (await answer.text()).split('\r\n');
  expect(lines[0]).toContain('of,name,opened,closed');
  expect(lines.some((line) => line.startsWith(`agents,'=1+1,`))).toBe(true);
});

it('refuses periods that are too long or the wrong way round', async () => {
  expect(await codeOf(readReport(admin, { ...period, lastDay: '2001-12-31' }))).toBe('validation_failed');
  expect(await codeOf(readReport(admin, { firstDay: '2001-01-01', lastDay: '2000-12-31' }))).toBe(
    'validation_failed',
  );
});

it.each([
  [[], null],
  [[10], 30],
  [[10, 20, 70], 100],
  [[3_600, 3_601, 5, 7, 8_000], 7_200],
])('finds about the median of %s', (seconds, most) => {
  const buckets = Array<number>(bucketCount).fill(0);
  for (const one of seconds) buckets[bucketOf(one)] = (buckets[bucketOf(one)] ?? 0) + 1;
  const median = medianOf(buckets);
  if (most === null) expect(median).toBeNull();
  else expect(median).toBeLessThanOrEqual(most);
});
