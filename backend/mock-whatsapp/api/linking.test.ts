import { expect, it } from 'vitest';
import { useScene } from '../test/scene.ts';
import type { MockChange } from './events.ts';

const scene = useScene();

const codeIsAwaited = () =>
  new Promise<void>((resolve) => {
    scene.mock.on('linking', ({ method }) => {
      if (method === 'code') resolve();
    });
  });

it('links by QR, restarts with 515 and logs in', async () => {
  const client = scene.client();
  const device = await client.link(scene.shop);
  expect(client.closes).toEqual([515]);
  expect(device).toMatchObject({ id: 1, jid: '5511900000001:1@s.whatsapp.net', online: true, preKeys: 811 });
  expect(device.platform).toBe('Mac OS (CHROME)');
  expect(client.auth.creds.me).toMatchObject({
    id: device.jid,
    lid: scene.shop.lid.replace('@', ':1@'),
    name: 'The shop',
  });
});

it('resumes with the keys it has', async () => {
  const client = await scene.linked();
  await client.end();
  await scene.shop.waitForDevice((device) => !device.online);
  await client.connect().opened();
  expect(scene.shop.devices).toHaveLength(1);
  expect(client.qr).toBeUndefined();
});

it.each([
  ['', 'not the QR code'],
  ['https://example.com', 'not the QR code'],
  ['a,b,c,d', 'not the QR code'],
])('refuses the QR %j', async (text, reason) => {
  await expect(scene.shop.scanQr(text)).rejects.toThrow(reason);
});

it('refuses a QR whose client has gone', async () => {
  const client = scene.client().connect();
  const qr = await client.waitForQr();
  await client.end();
  await expect.poll(() => scene.shop.scanQr(qr).catch((err: Error) => err.message)).toMatch('is unknown');
});

it('shows a new QR when the first was not scanned, and takes it', async () => {
  const client = scene.client({ qrTimeout: 30 }).connect();
  const first = await client.waitForQr();
  const second = await client.until('a second QR', () => (client.qr === first ? undefined : client.qr));
  await scene.shop.scanQr(second);
  expect(scene.shop.devices).toHaveLength(1);
});

it('links by pairing code', async () => {
  const client = scene.client().connect();
  await client.waitForQr();
  const waits = codeIsAwaited();
  const code = await client.sock.requestPairingCode(scene.shop.number);
  await waits;
  const device = await scene.shop.enterPairingCode(`${code.slice(0, 4)}-${code.slice(4)}`);
  expect(await client.closed()).toBe(515);
  await client.connect().opened();
  expect(device.online).toBe(true);
  expect(client.auth.creds.registered).toBe(true);
});

it('refuses a wrong pairing code, and one nobody waits for', async () => {
  await expect(scene.shop.enterPairingCode('ABCD1234')).rejects.toThrow('No client waits');
  await expect(scene.shop.enterPairingCode('ABC')).rejects.toThrow('eight characters');
  const client = scene.client().connect();
  await client.waitForQr();
  const waits = codeIsAwaited();
  await client.sock.requestPairingCode(scene.shop.number, 'RIGHT123');
  await waits;
  await expect(scene.shop.enterPairingCode('WRONG123')).rejects.toThrow('is wrong');
});

it('logs a client out that asks for it, and refuses its next log-in', async () => {
  const client = await scene.linked();
  await client.sock.logout();
  await expect.poll(() => scene.shop.devices.length).toBe(0);
  client.connect();
  expect(await client.closed()).toBe(401);
});

it('logs a client out from the phone', async () => {
  const client = await scene.linked();
  const [device] = scene.shop.devices;
  if (!device) throw new Error('no device');
  scene.shop.logOut(device);
  expect(await client.closed()).toBe(401);
  expect(scene.shop.devices).toEqual([]);
  expect(() => scene.shop.logOut(device)).toThrow('is not linked');
});

it('refuses a log-in with somebody else’s noise key', async () => {
  const client = await scene.linked();
  await client.end();
  Object.assign(client.auth.creds, { noiseKey: scene.client().auth.creds.noiseKey });
  client.connect();
  expect(await client.closed()).toBe(401);
});

it('replaces the older of two connections of one device', async () => {
  const client = await scene.linked();
  const twin = scene.client();
  Object.assign(twin.auth, client.auth);
  twin.connect();
  expect(await client.closed()).toBe(440);
  await twin.opened();
});

it('links several devices and several accounts at once, each with its own messages', async () => {
  const other = scene.mock.addPhone({ number: '5521900000002', name: 'Another shop' });
  const [first, second, third] = [scene.client(), scene.client(), scene.client()];
  await Promise.all([first.link(scene.shop), second.link(scene.shop), third.link(other)]);
  expect(scene.shop.devices.map((device) => device.id)).toEqual([1, 2]);
  await Promise.all([
    scene.ana.sendText(scene.shop, 'to the shop'),
    scene.ana.sendText(other, 'to the other'),
  ]);
  await Promise.all([
    first.received('to the shop'),
    second.received('to the shop'),
    third.received('to the other'),
  ]);
  expect(first.texts).not.toContain('to the other');
  expect(third.texts).toEqual(['to the other']);
});

it('tells a page what happens', async () => {
  const seen: MockChange['type'][] = [];
  const devices: string[] = [];
  scene.mock.on('change', ({ type }) => seen.push(type));
  const stop = scene.mock.on('device', ({ change }) => devices.push(change));
  const client = await scene.linked();
  await scene.ana.sendText(scene.shop, 'Hello');
  await client.received('Hello');
  expect(devices).toEqual(['linked', 'online']);
  expect(seen).toEqual(expect.arrayContaining(['linking', 'device', 'message']));
  stop();
  await client.end();
  await scene.shop.waitForDevice((device) => !device.online);
  expect(devices).toHaveLength(2);
});
