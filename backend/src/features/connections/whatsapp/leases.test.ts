import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  freshNumber,
  startWhatsappBench,
  type TestSupervisor,
  type WhatsappBench,
} from '../../../../test/harness/whatsapp-bench.ts';
import { callCompanyFunction } from '../../../core/company-function.ts';
import { claimLeases } from './leases.ts';

let bench: WhatsappBench;
const running: TestSupervisor[] = [];

beforeAll(async () => {
  bench = await startWhatsappBench();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((supervisor) => supervisor.stop()));
});
afterAll(() => bench.stop());

async function start(): Promise<TestSupervisor> {
  const supervisor = await bench.start();
  running.push(supervisor);
  return supervisor;
}

async function linkMany(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push(await bench.link(bench.mock.addPhone({ number: freshNumber(), name: `Loja ${index}` })));
  }
  return ids;
}

const owners = async (ids: string[]) =>
  (await Promise.all(ids.map((id) => bench.row(id)))).map(({ ownerId }) => ownerId);
const allConnected = async (ids: string[]) =>
  (await Promise.all(ids.map((id) => bench.row(id)))).every(
    ({ state, ownerId }) => state === 'connected' && ownerId !== null,
  );
const devicesOnline = () =>
  bench.mock.phones.flatMap(({ devices }) => devices).filter(({ online }) => online).length;

it('hands all connections over when a process stops, each device keeping one socket', async () => {
  const first = await start();
  const ids = await linkMany(4);
  const second = await start();
  expect(await owners(ids)).toEqual(ids.map(() => first.id));
  running.splice(running.indexOf(first), 1);
  const startedAt = Date.now();
  await first.stop();
  expect(Date.now() - startedAt).toBeLessThan(6_000);
  await bench.until('taken over', async () => (await owners(ids)).every((owner) => owner === second.id));
  await bench.until('connected', () => allConnected(ids));
  expect(devicesOnline()).toBe(4);
});

it('two processes that start at once share the connections, none held twice', async () => {
  const { rows } = await bench.database.owner.query<{ id: string }>('SELECT id FROM connections');
  const ids = rows.map(({ id }) => id);
  await Promise.all([start(), start()]);
  await bench.until('connected', () => allConnected(ids));
  const counts = running.map(async ({ id }) => (await owners(ids)).filter((owner) => owner === id).length);
  const [one = 0, two = 0] = await Promise.all(counts);
  expect([one, two]).toEqual([2, 2]);
  expect(devicesOnline()).toBe(ids.length);
});

it('takes over what a dead process held when its lease has run out, and only then', async () => {
  const { rows } = await bench.database.owner.query<{ id: string }>('SELECT id FROM connections LIMIT 1');
  const id = rows[0]?.id ?? '';
  // A process that died a moment ago: its lease is there, nobody renews it.
  await bench.change(id, { ownerId: 'dead', leaseUntil: new Date(Date.now() + 4_000) });
  expect(await claimLeases('impatient', 10)).not.toContainEqual(
    expect.objectContaining({ connectionId: id }),
  );
  await bench.database.owner.query(
    `UPDATE connections SET owner_id = NULL, lease_until = NULL WHERE owner_id = 'impatient'`,
  );
  const supervisor = await start();
  await bench.until('taken over', async () => (await bench.row(id)).ownerId === supervisor.id);
  await bench.until('connected', async () => (await bench.row(id)).state === 'connected');
});

it('closes at once what was taken from it, and writes nothing any more', async () => {
  const [id = ''] = await linkOnRunning();
  await bench.change(id, { ownerId: 'thief', leaseUntil: new Date(Date.now() + 60_000) });
  const phone = bench.mock.phones.at(-1);
  await bench.until('closed', () => phone?.devices[0]?.online === false);
  expect(await bench.row(id)).toMatchObject({ ownerId: 'thief' });
  const commit = callCompanyFunction(
    'whatsapp-commit-test',
    `SELECT whatsapp_commit($1::uuid, $2::uuid, 'not the thief', '{session}', '{x}', '{1}', '\\x00',
                            '', '{}', '', '{}')`,
    [bench.companyId, id],
  );
  await expect(commit).rejects.toMatchObject({ code: 'TZ001' });
  await bench.change(id, { ownerId: null, leaseUntil: null });
});

async function linkOnRunning(): Promise<string[]> {
  await start();
  return linkMany(1);
}

it('opens many accounts after a restart, a few at a time (pitfall 10)', async () => {
  const { rows } = await bench.database.owner.query<{ id: string }>('SELECT id FROM connections');
  const ids = rows.map(({ id }) => id);
  const supervisor = await start();
  await bench.until('all connected', () => allConnected(ids));
  expect(new Set(await owners(ids))).toEqual(new Set([supervisor.id]));
});
