import type { BinaryNode } from '@whiskeysockets/baileys';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startWhatsappBench, type WhatsappBench } from '../../../../test/harness/whatsapp-bench.ts';
import { createLogger } from '../../../core/logger.ts';
import { createVault } from '../../../core/secrets.ts';
import { Journal } from './journal.ts';
import { KeyStore } from './key-store.ts';
import { createMediaHost } from './media-host.ts';
import { SessionTraffic } from './session-traffic.ts';

const vault = createVault(Buffer.alloc(32, 7).toString('base64'));
const logger = createLogger({ level: 'silent', name: 'test' });
const maria = '5511987654321@s.whatsapp.net';

let bench: WhatsappBench;
let traffic: SessionTraffic;

beforeAll(async () => {
  bench = await startWhatsappBench();
});
beforeEach(async () => {
  const connectionId = await bench.makeConnection();
  const owned = { companyId: bench.companyId, connectionId, ownerId: 'me' };
  await bench.change(connectionId, { ownerId: 'me' });
  traffic = new SessionTraffic({
    owned,
    vault,
    keyStore: new KeyStore(owned, vault),
    journal: new Journal(owned, vault),
    mediaHost: createMediaHost({}),
    listener: bench.listener,
    logger,
    account: () => ({ id: '5511900000000:3@s.whatsapp.net', lid: '900:3@lid' }),
  });
  traffic.start();
});
afterEach(async () => {
  await traffic.stop();
  bench.told.messages.length = 0;
  bench.told.statuses.length = 0;
  bench.onStatus.current = null;
});
afterAll(() => bench.stop());

it('keeps a placeholder of what WhatsApp gives to the phone only (pitfall 6)', async () => {
  const node: BinaryNode = {
    tag: 'message',
    attrs: { id: 'V1', from: maria, t: '1790000000', notify: 'Maria', type: 'media' },
    content: [{ tag: 'unavailable', attrs: { type: 'view_once' } }],
  };
  await traffic.events.message(node)?.();
  await bench.until('the placeholder', () => bench.told.messages.length === 1);
  expect(bench.told.messages[0]).toMatchObject({
    channelMessageId: 'V1',
    kind: 'view_once',
    person: { phone: '5511987654321', pushName: 'Maria' },
  });
});

it('has nothing to do beforehand for messages with content, and for peers', () => {
  const attrs = { id: 'M1', from: maria, t: '1790000000' };
  const content = [{ tag: 'enc', attrs: { type: 'msg' }, content: new Uint8Array([1]) }];
  expect(traffic.events.message({ tag: 'message', attrs, content })).toBeNull();
  const unavailable = [{ tag: 'unavailable', attrs: {} }];
  const peer = { tag: 'message', attrs: { ...attrs, category: 'peer' }, content: unavailable };
  expect(traffic.events.message(peer)).toBeNull();
});

it('reads receipts for one and for many, and leaves those of our own devices', async () => {
  const receipt = (attrs: Record<string, string>, more: string[] = []): BinaryNode => ({
    tag: 'receipt',
    attrs: { id: 'A', from: maria, t: '1790000000', ...attrs },
    content: [{ tag: 'list', attrs: {}, content: more.map((id) => ({ tag: 'item', attrs: { id } })) }],
  });
  for (const node of [receipt({}), receipt({ type: 'read' }, ['B', 'C']), receipt({ type: 'played' })]) {
    await traffic.events.receipt(node)?.();
  }
  expect(bench.told.statuses.map(({ status, channelMessageIds }) => [status, channelMessageIds])).toEqual([
    ['delivered', ['A']],
    ['read', ['A', 'B', 'C']],
    ['read', ['A']],
  ]);
  const others: Record<string, string>[] = [
    { type: 'sender' },
    { type: 'retry' },
    { from: '5511900000000@s.whatsapp.net' },
    { recipient: maria },
    { from: '123@g.us' },
    { id: '' },
  ];
  for (const attrs of others) expect(traffic.events.receipt(receipt(attrs))).toBeNull();
});

it('is not acknowledged when a receipt can not be stored, but does not fail for ever', async () => {
  bench.onStatus.current = () => Promise.reject(new Error('Never works'));
  const take = () =>
    traffic.events.receipt({ tag: 'receipt', attrs: { id: 'A', from: maria, t: '1790000000' } })?.();
  await expect(take()).rejects.toThrow('Never works');
  await expect(take()).rejects.toThrow('Never works');
  await expect(take()).resolves.toBeUndefined();
});
