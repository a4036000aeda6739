import { rm } from 'node:fs/promises';
import { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildServerIfOld } from '../../bench/lib/build.ts';
import { delay } from '../../src/core/clock.ts';
import { type Cast, prepareCast } from './cast.ts';
import { drain } from './drain.ts';
import { examine } from './examine.ts';
import type { OsProcess } from './os-process.ts';
import { createChance } from './random.ts';
import { type System, startSystem } from './system.ts';
import { startTraffic } from './traffic.ts';

const phones = 6;
const messages = 200;
const trafficMs = 60_000;
const linkedMs = 60_000;
/** A dead process' lease must run out first: 12 s; then it is looked for every 2 s. */
const afterKillMs = 20_000;
const afterStopMs = 3_000;
/** A session that was just opened stays for 10 s; then one moves at a time, each as soon as the last one was taken. */
const shareMs = 60_000;

let mock: MockWhatsApp;
let system: System;
let cast: Cast;
/** The logs are kept when something has failed. */
let fine = false;

beforeAll(async () => {
  await buildServerIfOld(() => undefined);
  mock = await MockWhatsApp.start();
  system = await startSystem({ redis: true, whatsappUrl: mock.url });
  cast = await prepareCast(system, mock, { phones: phones / 2, customersPerPhone: 1 });
}, 240_000);
afterAll(async () => {
  for (const agent of cast.agents) agent.close();
  await system.stop();
  await mock.stop();
  if (fine) await rm(system.folder, { recursive: true, force: true });
}, 60_000);

/** How many connections each process holds, the most first. */
async function shares(): Promise<number[]> {
  const client = new pg.Client({ connectionString: system.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ count: string }>(
    'SELECT count(*) FROM connections WHERE owner_id IS NOT NULL GROUP BY owner_id ORDER BY count(*) DESC',
  );
  await client.end();
  return rows.map(({ count }) => Number(count));
}

const allLinked = () => cast.phones.every((phone) => phone.devices[0]?.online === true);

async function until(what: string, ms: number, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited too long until ${what}`);
    await delay(20);
  }
}

/** Ends a process that holds connections; how long it takes until the other one has opened them. */
async function takeOverMs(owner: OsProcess, signal: NodeJS.Signals): Promise<number> {
  await until('all phones are linked', linkedMs, allLinked);
  const startedAt = Date.now();
  const gone = owner.kill(signal, 2 * afterKillMs);
  await until('a phone is cut off', afterKillMs, () => !allLinked());
  await until('all phones are linked again', linkedMs, allLinked);
  await gone;
  return Date.now() - startedAt;
}

async function killAndWait(part: OsProcess): Promise<void> {
  await part.kill('SIGKILL', 0);
  await part.untilReady();
}

it('shares the connections about evenly between two processes', async () => {
  const [most = 0, least = 0] = await shares();
  expect(most + least).toBe(phones);
  expect(least).toBeGreaterThanOrEqual(2);
});

it('goes on when each process is killed in turn under load, and nothing is lost', {
  timeout: 400_000,
}, async () => {
  const { web, worker, whatsapp } = system.processes;
  const [first, second] = whatsapp;
  if (!first || !second) throw new Error('Two processes are needed');
  const traffic = startTraffic({
    chats: cast.chats,
    messages,
    durationMs: trafficMs,
    chance: createChance(1),
  });
  expect(await takeOverMs(first, 'SIGKILL')).toBeLessThan(afterKillMs);
  await first.untilReady();
  // The second one has them all by now; the first one has come back and gets its share, one by one.
  await until('both have their share', shareMs, async () => ((await shares())[1] ?? 0) >= 2);
  for (const part of [...web, ...worker]) await killAndWait(part);
  expect(await takeOverMs(second, 'SIGTERM')).toBeLessThan(afterStopMs);
  await traffic.done;
  const ledger = await drain(
    () => examine(system, cast, traffic, []),
    () => undefined,
  );
  expect(ledger.differences).toEqual([]);
  expect(ledger).toMatchObject({ stored: messages + phones, shown: messages + phones, arrived: messages });
  expect(system.all.flatMap(({ crashes }) => crashes)).toEqual([]);
  fine = true;
});
