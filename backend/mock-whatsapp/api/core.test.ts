import { afterEach, beforeEach, expect, it } from 'vitest';
import { BaileysClient, proto } from '../test/baileys-client.ts';
import type { Customer } from './customer.ts';
import { MockWhatsApp } from './mock-whatsapp.ts';
import type { Phone } from './phone.ts';

const { Status } = proto.WebMessageInfo;
let mock: MockWhatsApp;
let shop: Phone;
let ana: Customer;
let client: BaileysClient;

beforeEach(async () => {
  mock = await MockWhatsApp.start();
  shop = mock.addPhone({ number: '5511900000001', name: 'The shop' });
  ana = mock.addCustomer({ number: '5511988887777', name: 'Ana' });
  client = new BaileysClient(mock);
});

afterEach(async () => {
  await client.end();
  await mock.stop();
});

it('links by QR, restarts with 515 and logs in', async () => {
  const device = await client.link(shop);
  expect(client.closes).toEqual([515]);
  expect(device).toMatchObject({ id: 1, jid: '5511900000001:1@s.whatsapp.net', online: true, preKeys: 811 });
  expect(client.auth.creds.me).toMatchObject({ id: device.jid, lid: shop.lid.replace('@', ':1@') });
});

it("brings a customer's text, and the receipts back", async () => {
  await client.link(shop);
  const sent = await ana.sendText(shop, 'Hello');
  const { message, type } = await client.received('Hello');
  expect(type).toBe('notify');
  expect(message.key).toMatchObject({
    id: sent.id,
    remoteJid: ana.jid,
    remoteJidAlt: ana.lid,
    fromMe: false,
  });
  expect(message.pushName).toBe('Ana');
  await ana.waitForStatus(sent, 'delivered');
  await client.sock.readMessages([message.key]);
  await ana.waitForStatus(sent, 'read');
});

it('brings a text to the customer, with ack, delivery and read', async () => {
  await client.link(shop);
  const sent = await client.sock.sendMessage(ana.jid, { text: 'How can I help?' });
  const got = await ana.waitForMessage('How can I help?');
  expect(got).toMatchObject({ id: sent?.key.id, fromMe: false, copies: 1 });
  expect(await client.acked(sent?.key.id)).toEqual({ id: sent?.key.id });
  await client.statusOf(sent?.key.id, Status.DELIVERY_ACK);
  await ana.read(shop);
  await client.statusOf(sent?.key.id, Status.READ);
  expect(await shop.waitForMessage('How can I help?')).toMatchObject({ fromMe: true, status: 'read' });
});

it('keeps what comes while the client is away, and brings it in order', async () => {
  await client.link(shop);
  await client.end();
  for (const text of ['one', 'two', 'three']) await ana.sendText(shop, text);
  expect(shop.devices[0]?.queued).toBe(3);
  await client.connect().opened();
  await client.received('three');
  expect(client.texts).toEqual(['one', 'two', 'three']);
  expect(client.upserts.at(-1)?.type).toBe('append');
});
