import { afterEach, expect, it, vi } from 'vitest';
import { proto } from '../test/baileys-client.ts';
import { mediaAccess } from '../test/media-access.ts';
import { useScene } from '../test/scene.ts';
import { sample } from './samples.ts';

const scene = useScene();
afterEach(() => {
  vi.useRealTimers();
});

it('knows who is on WhatsApp, and a Brazilian number under its other form', async () => {
  const client = await scene.linked();
  scene.mock.addCustomer({ number: '555199998888', name: 'Without the ninth digit' });
  const found = await client.sock.onWhatsApp(
    '5511988887777',
    '551188887777',
    '5551999998888',
    '4915112345678',
  );
  // Baileys leaves out those that are not.
  expect(found).toEqual([
    { jid: '5511988887777@s.whatsapp.net', exists: true },
    { jid: '5511988887777@s.whatsapp.net', exists: true },
    { jid: '555199998888@s.whatsapp.net', exists: true },
  ]);
});

it('takes a message to a number that is not on WhatsApp, and brings it nowhere', async () => {
  const client = await scene.linked();
  const sent = await client.sock.sendMessage('4915112345678@s.whatsapp.net', { text: 'Anyone?' });
  expect(await client.acked(sent?.key.id)).toEqual({ id: sent?.key.id });
});

it('gives the profile picture, or 404', async () => {
  const client = await scene.linked();
  const picture = 'https://127.0.0.1/bia.jpg';
  const bia = scene.mock.addCustomer({ number: '5511977776666', name: 'Bia', picture });
  expect(await client.sock.profilePictureUrl(bia.jid, 'image')).toBe(picture);
  await expect(client.sock.profilePictureUrl(scene.ana.jid)).rejects.toThrow('item-not-found');
});

it('keeps pictures itself, and tells clients of a new one', async () => {
  const { mock, shop, ana } = scene;
  const client = await scene.linked(await mediaAccess(mock));
  const changes: { id?: string; imgUrl?: string | null }[] = [];
  client.sock.ev.on('contacts.update', (updates) => changes.push(...updates));
  await ana.sendText(shop, 'Hi');
  await client.received('Hi');
  ana.setPicture({ bytes: sample('photo.jpg') });
  await expect.poll(() => changes).toContainEqual({ id: ana.jid, imgUrl: 'changed' });
  const url = await client.sock.profilePictureUrl(ana.jid);
  const { options } = await mediaAccess(mock);
  const response = await fetch(url ?? '', options);
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect(Buffer.from(await response.arrayBuffer())).toEqual(sample('photo.jpg'));
  ana.setPrivacy('profile', 'none');
  await expect(client.sock.profilePictureUrl(ana.jid)).rejects.toThrow('not-authorized');
  ana.setPicture(undefined);
  await expect.poll(() => changes).toContainEqual({ id: ana.jid, imgUrl: 'removed' });
});

it('hides what people want hidden', async () => {
  const { shop, ana } = scene;
  const client = await scene.linked();
  ana.setPrivacy('readreceipts', 'none');
  ana.setPrivacy('last', 'none');
  await client.sock.presenceSubscribe(ana.jid);
  const sent = await client.sock.sendMessage(ana.jid, { text: 'Seen?' });
  await client.statusOf(sent?.key.id, proto.WebMessageInfo.Status.DELIVERY_ACK);
  await ana.read(shop);
  await ana.sendText(shop, 'after it');
  await client.received('after it');
  expect(client.updates.some(({ update }) => update.status === proto.WebMessageInfo.Status.READ)).toBe(false);
  expect(client.presences).toEqual([]);
});

it('tells clients whom the phone has blocked', async () => {
  const { shop, ana } = scene;
  const client = await scene.linked();
  const changes: { blocklist: string[]; type: string }[] = [];
  client.sock.ev.on('blocklist.update', (update) => changes.push(update));
  shop.setBlocked(ana, true);
  await expect.poll(() => changes).toEqual([{ blocklist: [ana.lid], type: 'add' }]);
  expect(await client.sock.fetchBlocklist()).toEqual([ana.lid]);
  shop.setBlocked(ana, false);
  await expect.poll(() => changes.at(-1)).toMatchObject({ type: 'remove' });
  expect(await client.sock.fetchBlocklist()).toEqual([]);
});

it('knows what a business says of itself', async () => {
  const client = await scene.linked();
  scene.ana.setBusiness({ description: 'Dresses', category: 'Clothing', email: 'ana@example.com' });
  expect(await client.sock.getBusinessProfile(scene.ana.jid)).toMatchObject({
    wid: scene.ana.jid,
    description: 'Dresses',
    category: 'Clothing',
    email: 'ana@example.com',
  });
});

it('answers what it does not know with 501, at once', async () => {
  const client = await scene.linked();
  const iq = { tag: 'iq', attrs: { to: 's.whatsapp.net', type: 'get', xmlns: 'w:unheard' } };
  await expect(client.sock.query(iq)).rejects.toThrow('feature-not-implemented');
});

it('has no groups, and the usual settings', async () => {
  const client = await scene.linked();
  expect(await client.sock.groupFetchAllParticipating()).toEqual({});
  expect(await client.sock.fetchPrivacySettings(true)).toMatchObject({ readreceipts: 'all', last: 'all' });
  await client.sock.updateLastSeenPrivacy('none');
  expect(await client.sock.fetchPrivacySettings(true)).toMatchObject({ last: 'none' });
  expect(await client.sock.getBusinessProfile(scene.ana.jid)).toBeUndefined();
  const [status] = (await client.sock.fetchStatus(scene.ana.jid)) ?? [];
  expect(status).toMatchObject({ id: scene.ana.jid });
});

it('keeps the app state for all devices of the account', async () => {
  const first = await scene.linked();
  const second = await scene.linked();
  const lastMessages = [{ key: { remoteJid: scene.ana.jid, id: 'X', fromMe: false }, messageTimestamp: 1 }];
  await first.sock.chatModify({ archive: true, lastMessages }, scene.ana.jid);
  const archived: unknown[] = [];
  second.sock.ev.on('chats.update', (chats) => archived.push(...chats));
  await second.sock.resyncAppState(['regular_low'], false);
  await expect.poll(() => archived).toMatchObject([{ id: scene.ana.jid, archived: true }]);
});

it('shows who is online and who writes to those who have asked', async () => {
  const { shop, ana } = scene;
  const client = await scene.linked();
  ana.typing(shop, 'composing');
  await client.sock.presenceSubscribe(ana.jid);
  const last = () => client.presences.at(-1)?.presences[ana.jid]?.lastKnownPresence;
  const becomes = (wanted: string) => client.until(wanted, () => last() === wanted || undefined);
  await becomes('available');
  expect(client.presences).toHaveLength(1);
  ana.typing(shop, 'composing');
  await becomes('composing');
  expect(shop.typingOf(ana)).toBe('composing');
  ana.typing(shop, 'recording');
  await becomes('recording');
  ana.typing(shop, 'paused');
  await becomes('available');
  ana.presence = 'offline';
  await becomes('unavailable');
});

it('shows to the customer that the business writes, until the message is there', async () => {
  const { shop, ana } = scene;
  const client = await scene.linked();
  await client.sock.sendPresenceUpdate('composing', ana.jid);
  await expect.poll(() => ana.isTyping(shop)).toBe(true);
  await client.sock.sendPresenceUpdate('recording', ana.jid);
  await expect.poll(() => ana.typingOf(shop)).toBe('recording');
  await client.sock.sendMessage(ana.jid, { text: 'done' });
  await ana.waitForMessage('done');
  expect(ana.isTyping(shop)).toBe(false);
});

it('stops showing that somebody writes when nothing more is heard', () => {
  const { shop, ana } = scene;
  vi.useFakeTimers();
  ana.typing(shop, 'composing');
  vi.advanceTimersByTime(24_000);
  expect(shop.typingOf(ana)).toBe('composing');
  vi.advanceTimersByTime(2000);
  expect(shop.typingOf(ana)).toBe('paused');
});

it('gives each one-time key out once, and asks for more when few are left', async () => {
  const client = await scene.linked();
  const [device] = scene.shop.devices;
  if (!device) throw new Error('no device');
  const { jid, preKeys } = device;
  await scene.ana.sendText(scene.shop, 'first');
  await scene.ana.sendText(scene.shop, 'second');
  expect(device.preKeys).toBe(preKeys - 1);
  const users = Array.from({ length: preKeys - 11 }, () => ({ tag: 'user', attrs: { jid } }));
  const attrs = { to: 's.whatsapp.net', type: 'get', xmlns: 'encrypt' };
  await client.sock.query({ tag: 'iq', attrs, content: [{ tag: 'key', attrs: {}, content: users }] });
  await scene.shop.waitForDevice((one) => one.preKeys === 15);
  await scene.leo.sendText(scene.shop, 'third');
  await client.received('third');
});
