import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BaileysClient } from '../test/baileys-client.ts';
import { MockWhatsApp } from './mock-whatsapp.ts';

let folder: string;
let stateFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mock-whatsapp-'));
  stateFile = join(folder, 'state.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

async function start() {
  const mock = await MockWhatsApp.start({ stateFile });
  const shop = mock.addPhone({ number: '5511900000001', name: 'The shop' });
  const ana = mock.addCustomer({ number: '5511988887777', name: 'Ana' });
  const bia = mock.addCustomer({ number: '5511977776666', name: 'Bia' });
  return { mock, shop, ana, bia };
}

it('keeps the linked client, sessions, queues and chats over a restart', async () => {
  const before = await start();
  const client = new BaileysClient(before.mock);
  await client.link(before.shop);
  await client.sock.sendMessage(before.ana.jid, { text: 'Hello' });
  await before.ana.waitForMessage('Hello');
  await before.ana.sendText(before.shop, 'Hi');
  await client.received('Hi');
  await client.end();
  before.ana.presence = 'offline';
  await before.ana.sendText(before.shop, 'while you were away');
  await before.mock.stop();
  expect(readdirSync(folder)).toEqual(['state.json']);

  const after = await start();
  expect(after.ana.presence).toBe('offline');
  expect(after.ana.chat(after.shop).map(({ text }) => text)).toEqual(['Hello', 'Hi', 'while you were away']);
  expect(after.shop.devices).toMatchObject([{ id: 1, online: false, queued: 1 }]);
  client.moveTo(after.mock);
  await client.connect().opened();
  await client.received('while you were away');
  await client.sock.sendMessage(after.ana.jid, { text: 'Back' });
  after.ana.presence = 'online';
  await after.ana.waitForMessage('Back');
  await client.end();
  await after.mock.stop();
});

it('heals after a crash that left an older file', async () => {
  const before = await start();
  const client = new BaileysClient(before.mock);
  await client.link(before.shop);
  // Ana gets answers, Bia doesn't: her session stays a new one, and its keys count on.
  for (const customer of [before.ana, before.bia])
    await customer.sendText(before.shop, `first of ${customer.name}`);
  await client.received('first of Bia');
  await client.sock.sendMessage(before.ana.jid, { text: 'second' });
  await before.ana.waitForMessage('second');
  rmSync(stateFile, { force: true });
  await before.ana.sendText(before.shop, 'saved');
  await client.received('saved');
  await expect.poll(() => existsSync(stateFile), { timeout: 5000 }).toBe(true);
  const old = join(folder, 'old.json');
  copyFileSync(stateFile, old);
  for (const customer of [before.ana, before.bia])
    await customer.sendText(before.shop, `third of ${customer.name}`);
  await client.received('third of Bia');
  await client.sock.sendMessage(before.ana.jid, { text: 'fifth' });
  await before.ana.waitForMessage('fifth');
  await client.end();
  await before.mock.stop();
  copyFileSync(old, stateFile);

  const after = await start();
  client.moveTo(after.mock);
  await client.connect().opened();
  for (const customer of [after.ana, after.bia])
    await customer.sendText(after.shop, `sixth of ${customer.name}`);
  await client.received('sixth of Bia');
  await client.received('sixth of Ana');
  await client.sock.sendMessage(after.ana.jid, { text: 'seventh' });
  await after.ana.waitForMessage('seventh');
  await client.end();
  await after.mock.stop();
});

it('says what to do about a file that is broken', async () => {
  writeFileSync(stateFile, '{"version":');
  await expect(start()).rejects.toThrow('delete it to start anew');
});
