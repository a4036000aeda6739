import { connectionEndpoints } from '@ticketz/contract/connections';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { proto } from '@whiskeysockets/baileys';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprint } from '../generated/world.ts';
import { startTestApp, type TestApp, type TestPerson } from '../harness/test-app.ts';
import { until } from '../harness/until.ts';
import { freshNumber } from '../harness/whatsapp-bench.ts';
import { wildContent } from './wild-content.ts';

const seed = Number(process.env.FUZZ_SEED ?? 20_261_121);
const pieces = 60;

let mock: MockWhatsApp;
let app: TestApp;
let admin: TestPerson;
let shop: Phone;
let ana: Customer;
let mallory: Customer;
let theirs: string;

beforeAll(async () => {
  mock = await MockWhatsApp.start();
  app = await startTestApp({
    processes: ['web', 'whatsapp'],
    environment: { WHATSAPP_WEB_URL: mock.url },
  });
  admin = await app.makePerson(await app.makeCompany(), 'admin');
  shop = mock.addPhone({ number: freshNumber(), name: 'Shop' });
  ana = mock.addCustomer({ number: freshNumber(), name: 'Ana' });
  mallory = mock.addCustomer({ number: freshNumber(), name: '<img src=x onerror=alert(1)>' });
  const other = await app.makePerson(await app.makeCompany('Another shop'), 'admin');
  theirs = other.companyId;
  await link(other, mock.addPhone({ number: freshNumber(), name: 'Another shop' }));
  await link(admin, shop);
}, 60_000);
afterAll(async () => {
  await app.stop();
  await mock.stop();
});

async function link(person: TestPerson, phone: Phone): Promise<void> {
  const { id } = await person.api.call(connectionEndpoints.createConnection, { body: { name: 'Shop' } });
  const params = { connectionId: id };
  await person.api.call(connectionEndpoints.linkConnection, { params, body: { method: 'qr' } });
  const find = () => person.api.call(connectionEndpoints.getConnection, { params });
  await until('a QR code', async () => (await find()).link !== null);
  await phone.scanQr((await find()).link?.value ?? '');
  await until('the phone to be linked', async () => (await find()).state === 'connected');
}

async function textsOf(customer: Customer): Promise<string[]> {
  const query = { tab: 'all', search: customer.number } as const;
  const { items } = await admin.api.call(ticketEndpoints.listTickets, { query });
  if (!items[0]) return [];
  const params = { ticketId: items[0].id };
  const page = await admin.api.call(messageEndpoints.listMessages, { params, query: {} });
  return page.items.map(({ text }) => text);
}

/** Mallory's next message has come, so whatever she sent before it was dealt with. */
async function untilDealtWith(word: string): Promise<void> {
  await mallory.sendText(shop, word);
  await until(`"${word}" to come`, async () => (await textsOf(mallory)).includes(word));
}

describe(`What one customer's modified app sends (seed ${seed})`, () => {
  it('touches neither another chat nor another company, and breaks nothing', async () => {
    const hello = await ana.sendText(shop, 'hello');
    await until('the first message', async () => (await textsOf(ana)).length === 1);
    const before = await fingerprint(app.database.owner, theirs);

    for (const content of fc.sample(wildContent, { seed, numRuns: pieces })) {
      await mallory.change(shop, proto.Message.create(content));
    }
    await untilDealtWith('after the rubbish');

    const from = mallory;
    await mock.faults.forgeProtocolMessage({
      from,
      to: shop,
      forgery: { kind: 'edit', messageId: hello.id, text: 'never said' },
    });
    await mock.faults.forgeProtocolMessage({
      from,
      to: shop,
      forgery: { kind: 'delete', messageId: hello.id },
    });
    await mock.faults.forgeProtocolMessage({
      from,
      to: shop,
      forgery: { kind: 'history-sync', text: 'never said' },
    });
    await mock.faults.forgeProtocolMessage({
      from,
      to: shop,
      forgery: { kind: 'sent-by-phone', text: 'never said' },
    });
    await untilDealtWith('after the forgeries');

    mock.faults.corruptNext({ phone: shop, count: 3 });
    for (let piece = 0; piece < 3; piece += 1) await mallory.sendText(shop, `corrupted ${piece}`);
    await untilDealtWith('after the corruption');

    expect(await textsOf(ana)).toEqual(['hello']);
    await ana.sendText(shop, 'still there?');
    await until('the next message', async () => (await textsOf(ana)).length === 2);
    expect(await textsOf(ana)).toEqual(['hello', 'still there?']);
    expect(await textsOf(mallory)).not.toContain('never said');
    const { messages, tickets, contacts } = await fingerprint(app.database.owner, theirs);
    expect({ messages, tickets, contacts }).toEqual({
      messages: before.messages,
      tickets: before.tickets,
      contacts: before.contacts,
    });
    const { items } = await admin.api.call(connectionEndpoints.listConnections, {});
    expect(items.map(({ state }) => state)).toEqual(['connected']);
  }, 120_000);
});
