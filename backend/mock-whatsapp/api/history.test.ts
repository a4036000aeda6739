import { downloadMediaMessage, proto } from '@whiskeysockets/baileys';
import { expect, it } from 'vitest';
import { mediaAccess } from '../test/media-access.ts';
import { useScene } from '../test/scene.ts';
import { sample } from './samples.ts';

const { HistorySyncType } = proto.HistorySync;
const scene = useScene();
const day = (number: number) => new Date(Date.UTC(2026, 0, number));

it('gives past conversations of several kinds, with files that can be fetched', async () => {
  const { shop, ana, leo } = scene;
  shop.remember(ana, [
    { text: 'Do you have it in blue?', at: day(1) },
    {
      fromMe: true,
      content: shop.compose('image', { bytes: sample('photo.jpg'), caption: 'This one' }),
      at: day(2),
    },
    {
      content: ana.compose('voiceNote', { bytes: sample('voice.ogg'), seconds: 3 }),
      at: day(3),
      status: 'delivered',
    },
  ]);
  shop.remember(leo, [{ text: 'Olá', at: day(4) }]);
  const client = await scene.linked(await mediaAccess(scene.mock));
  const history = await client.until('the history', () => client.history.at(0));
  expect(history.chats).toMatchObject([
    { id: leo.lid, pnJid: leo.jid, unreadCount: 0 },
    { id: ana.jid, lidJid: ana.lid, name: 'Ana', unreadCount: 1 },
  ]);
  const photo = history.messages.find(({ message }) => message?.imageMessage);
  expect(photo).toMatchObject({ key: { fromMe: true, remoteJid: ana.jid } });
  expect(Number(photo?.messageTimestamp)).toBe(day(2).getTime() / 1000);
  const { options } = await mediaAccess(scene.mock);
  if (!photo) throw new Error('no photo');
  expect(await downloadMediaMessage(photo, 'buffer', { options })).toEqual(sample('photo.jpg'));
  const names = await client.until('the names', () => client.history.at(1));
  expect(names.contacts).toEqual(
    expect.arrayContaining([
      { id: ana.jid, notify: 'Ana' },
      { id: leo.lid, notify: 'Leo' },
    ]),
  );
  // Nothing of it comes as a new message.
  expect(client.upserts.filter(({ message }) => !message.message?.protocolMessage)).toEqual([]);
});

it('gives a long history in parts on the media host, the newest first', async () => {
  const { shop, ana } = scene;
  const past = Array.from({ length: 30 }, (_, index) => ({ text: `m${index}`, at: day(index + 1) }));
  shop.remember(ana, past);
  shop.historySync = { parts: 3, perChat: 30, external: true };
  const client = await scene.linked(await mediaAccess(scene.mock));
  await client.until('all parts', () => client.history.find(({ progress }) => progress === 100));
  const parts = client.history.filter(({ syncType }) => syncType !== HistorySyncType.PUSH_NAME);
  expect(parts.map(({ syncType, progress, messages }) => [syncType, progress, messages.length])).toEqual([
    [HistorySyncType.INITIAL_BOOTSTRAP, 33, 10],
    [HistorySyncType.RECENT, 67, 10],
    [HistorySyncType.RECENT, 100, 10],
  ]);
  const texts = parts.flatMap(({ messages }) => messages.map(({ message }) => message?.conversation));
  expect(texts).toEqual(past.map(({ text }) => text).toReversed());
});

it('gives older messages to a client that asks for them', async () => {
  const { shop, ana } = scene;
  shop.remember(
    ana,
    Array.from({ length: 9 }, (_, index) => ({ text: `m${index}`, at: day(index + 1) })),
  );
  shop.historySync = { perChat: 3 };
  const client = await scene.linked();
  const first = await client.until('the history', () => client.history.at(0));
  const oldest = first.messages.at(-1);
  if (!oldest) throw new Error('no message');
  const request = await client.sock.fetchMessageHistory(
    4,
    oldest.key,
    Number(oldest.messageTimestamp) * 1000,
  );
  const older = await client.until('older ones', () =>
    client.history.find(({ syncType }) => syncType === HistorySyncType.ON_DEMAND),
  );
  expect(older.messages.map(({ message }) => message?.conversation)).toEqual(['m5', 'm4', 'm3', 'm2']);
  expect(older.peerDataRequestSessionId).toBe(request);
});

it.each([
  ['as it came to be', false],
  ['as a whole, and what came later', true],
])("gives the phone's address book, at log-in and when it changes: %s", async (_how, packed) => {
  const { shop, ana, leo } = scene;
  await shop.saveContact({ number: '5511977776666', name: 'Gone' });
  await shop.saveContact({ number: '5511977776666', name: undefined });
  await shop.saveContact({ number: ana.number, name: 'Ana', firstName: 'Ana' });
  if (packed) shop.packAddressBook();
  await shop.saveContact({ number: ana.number, name: 'Ana Souza', firstName: 'Ana' });
  // As strict as Baileys can be: every signature is checked.
  const client = scene.client({
    ...(await mediaAccess(scene.mock)),
    appStateMacVerification: { patch: true, snapshot: true },
  });
  const contacts: { id: string; name?: string; lid?: string }[] = [];
  await client.link(shop, (sock) => {
    sock.ev.on('contacts.upsert', (upserted) => contacts.push(...upserted));
  });
  await expect
    .poll(() => contacts)
    .toContainEqual(expect.objectContaining({ id: ana.jid, name: 'Ana Souza', lid: ana.lid }));
  await shop.saveContact({ number: leo.number, name: 'Leo from Lisbon' });
  await expect
    .poll(() => contacts)
    .toContainEqual(expect.objectContaining({ id: leo.jid, name: 'Leo from Lisbon' }));
});
