import { expect, it } from 'vitest';
import { proto } from '../test/baileys-client.ts';
import { useScene } from '../test/scene.ts';

const { Status } = proto.WebMessageInfo;
const scene = useScene();

it("brings a customer's text, and the receipts back", async () => {
  const { shop, ana } = scene;
  const client = await scene.linked();
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
  const { pushedAt = 0, deliveredAt, readAt } = sent;
  expect(pushedAt).toBeGreaterThanOrEqual(sent.timestamp.getTime());
  expect(Number(deliveredAt)).toBeGreaterThanOrEqual(Math.floor(pushedAt));
  expect(Number(readAt)).toBeGreaterThanOrEqual(Number(deliveredAt));
  expect(shop.chat(ana)).toMatchObject([{ text: 'Hello', fromMe: false, status: 'read' }]);
});

it('brings a text to the customer, with ack, delivery and read', async () => {
  const { shop, ana } = scene;
  const client = await scene.linked();
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
  const { shop, ana } = scene;
  const client = await scene.linked();
  await client.end();
  for (const text of ['one', 'two', 'three']) await ana.sendText(shop, text);
  expect(shop.devices[0]?.queued).toBe(3);
  await client.connect().opened();
  await client.received('three');
  expect(client.texts).toEqual(['one', 'two', 'three']);
  expect(client.upserts.at(-1)?.type).toBe('append');
  await shop.waitForDevice((device) => device.queued === 0);
});

it('talks with a customer under their LID', async () => {
  const { shop, leo } = scene;
  const client = await scene.linked();
  await leo.sendText(shop, 'Olá');
  const { message } = await client.received('Olá');
  expect(message.key).toMatchObject({ remoteJid: leo.lid, remoteJidAlt: leo.jid });
  const sent = await client.sock.sendMessage(leo.lid, { text: 'Bom dia' });
  await leo.waitForMessage('Bom dia');
  await client.statusOf(sent?.key.id, Status.DELIVERY_ACK);
  await leo.sendText(shop, 'again');
  await client.received('again');
  const byNumber = await client.sock.sendMessage(leo.jid, { text: 'by number' });
  await leo.waitForMessage('by number');
  await leo.read(shop);
  await client.statusOf(byNumber?.key.id, Status.READ);
  const told = [...client.updates, ...client.upserts.map(({ message }) => message)];
  const addresses = told.filter(({ key }) => key.id === byNumber?.key.id).map(({ key }) => key.remoteJid);
  expect(new Set(addresses)).toEqual(new Set([leo.jid]));
});

it('writes first to somebody who has never written', async () => {
  const client = await scene.linked();
  await client.sock.sendMessage(scene.ana.jid, { text: 'Your order is ready' });
  await scene.ana.waitForMessage('Your order is ready');
  await scene.ana.sendText(scene.shop, 'Thanks');
  await client.received('Thanks');
  expect(scene.ana.chat(scene.shop).map(({ text }) => text)).toEqual(['Your order is ready', 'Thanks']);
});

it('shows on clients what is typed on the phone', async () => {
  const { shop, ana, leo } = scene;
  const client = await scene.linked();
  const sent = await shop.sendText(ana, 'from the phone');
  await ana.waitForMessage('from the phone');
  const { message } = await client.received('from the phone');
  expect(message.key).toMatchObject({ id: sent.id, remoteJid: ana.jid, remoteJidAlt: ana.lid, fromMe: true });
  await client.statusOf(sent.id, Status.DELIVERY_ACK);
  await shop.sendText(leo, 'for Leo');
  expect((await client.received('for Leo')).message.key).toMatchObject({ remoteJid: leo.lid, fromMe: true });
});

it('shows on one client what another has sent', async () => {
  const first = await scene.linked();
  const second = await scene.linked();
  const sent = await first.sock.sendMessage(scene.ana.jid, { text: 'from the first' });
  const { message } = await second.received('from the first');
  expect(message.key).toMatchObject({ id: sent?.key.id, remoteJid: scene.ana.jid, fromMe: true });
  await second.statusOf(sent?.key.id, Status.DELIVERY_ACK);
});

it('tells a client about one that is linked later', async () => {
  const first = await scene.linked();
  await first.sock.sendMessage(scene.ana.jid, { text: 'alone' });
  const second = await scene.linked();
  await scene.shop.waitForDevice(({ id, queued }) => id === 1 && queued === 0);
  await first.sock.sendMessage(scene.ana.jid, { text: 'in company' });
  await second.received('in company');
  const [, device] = scene.shop.devices;
  if (device) scene.shop.logOut(device);
  await first.sock.sendMessage(scene.ana.jid, { text: 'alone again' });
  await scene.ana.waitForMessage('alone again');
});

it('lets two phones with clients write to each other', async () => {
  const other = scene.mock.addPhone({ number: '5521900000002', name: 'Another shop' });
  const first = await scene.linked();
  const second = scene.client();
  await second.link(other);
  const sent = await first.sock.sendMessage(other.jid, { text: 'colleague?' });
  const { message } = await second.received('colleague?');
  expect(message.key).toMatchObject({ remoteJid: scene.shop.jid, fromMe: false });
  expect(message.pushName).toBe('The shop');
  await first.statusOf(sent?.key.id, Status.DELIVERY_ACK);
  await second.sock.sendMessage(scene.shop.jid, { text: 'yes' });
  await first.received('yes');
});

it('lets the phone read a chat, and clients know', async () => {
  const { shop, ana } = scene;
  const client = await scene.linked();
  const sent = await ana.sendText(shop, 'unread');
  await client.received('unread');
  await shop.read(ana);
  await ana.waitForStatus(sent, 'read');
  await client.statusOf(sent.id, Status.READ);
});

it('quotes, edits, reacts and deletes', async () => {
  const { shop, ana } = scene;
  const client = await scene.linked();
  const hello = await client.sock.sendMessage(ana.jid, { text: 'Hello' });
  const quoted = await ana.waitForMessage('Hello');
  const answer = await ana.sendText(shop, 'Wich hello?', { quoting: quoted });
  const { message } = await client.received('Wich hello?');
  expect(message.message?.extendedTextMessage?.contextInfo?.stanzaId).toBe(hello?.key.id);
  await ana.edit(shop, answer, 'Which hello?');
  await client.until('the edit', () =>
    client.updates.find(
      ({ update }) => update.message?.editedMessage?.message?.conversation === 'Which hello?',
    ),
  );
  await ana.react(shop, quoted, '👍');
  await client.until('the reaction', () =>
    client.upserts.find(({ message: { message: content } }) => content?.reactionMessage?.text === '👍'),
  );
  await ana.deleteForEveryone(shop, answer);
  await client.until('the deletion', () => client.updates.find(({ update }) => update.message === null));
  expect(ana.chat(shop)[1]).toMatchObject({ text: 'Which hello?', edited: true, deleted: true });
  expect(shop.chat(ana)[0]).toMatchObject({ reaction: '👍' });
});

it("shows the customer the business's edits, reactions and deletions", async () => {
  const { shop, ana } = scene;
  const client = await scene.linked();
  const sent = await client.sock.sendMessage(ana.jid, { text: 'Helo' });
  const shown = await ana.waitForMessage('Helo');
  if (!sent) throw new Error('nothing sent');
  await client.sock.sendMessage(ana.jid, { text: 'Hello', edit: sent.key });
  await expect.poll(() => shown.text).toBe('Hello');
  const hi = await ana.sendText(shop, 'Hi');
  const { message } = await client.received('Hi');
  await client.sock.sendMessage(ana.jid, { react: { text: '❤️', key: message.key } });
  await expect.poll(() => hi.reaction).toBe('❤️');
  await client.sock.sendMessage(ana.jid, { delete: sent.key });
  await expect.poll(() => shown.deleted).toBe(true);
});

it.each<[string, proto.IMessage, string]>([
  ['pollCreationMessageV3', { pollCreationMessageV3: { name: '?', options: [{ optionName: 'a' }] } }, 'poll'],
  ['stickerMessage', { stickerMessage: { url: 'https://127.0.0.1/x', mimetype: 'image/webp' } }, 'media'],
  ['locationMessage', { locationMessage: { degreesLatitude: -23.5, degreesLongitude: -46.6 } }, 'media'],
  ['contactMessage', { contactMessage: { displayName: 'Bia', vcard: 'BEGIN:VCARD\nEND:VCARD' } }, 'media'],
  ['eventMessage', { eventMessage: { name: 'Party' } }, 'event'],
])('sends a %s', async (kind, content) => {
  const client = await scene.linked();
  const sent = await scene.ana.send(scene.shop, content);
  expect(sent.kind).toBe(kind);
  const { message } = await client.until(kind, () =>
    client.upserts.find(({ message: { key } }) => key.id === sent.id),
  );
  expect(Object.keys(message.message ?? {})).toContain(kind);
});

it('brings nothing to a customer who is offline, until they are back', async () => {
  const { shop, ana } = scene;
  const client = await scene.linked();
  ana.presence = 'offline';
  const sent = await client.sock.sendMessage(ana.jid, { text: 'Are you there?' });
  await client.acked(sent?.key.id);
  expect(ana.chat(shop)).toEqual([]);
  expect(client.updates).toEqual([]);
  ana.presence = 'online';
  await ana.waitForMessage('Are you there?');
  await client.statusOf(sent?.key.id, Status.DELIVERY_ACK);
});

it('reads by itself when the customer has the chat open', async () => {
  const client = await scene.linked();
  scene.ana.autoRead = true;
  const sent = await client.sock.sendMessage(scene.ana.jid, { text: 'See?' });
  await client.statusOf(sent?.key.id, Status.READ);
});

it('does not bring what comes from somebody who is blocked', async () => {
  const { shop, ana } = scene;
  const client = await scene.linked();
  await client.sock.sendMessage(ana.jid, { text: 'Bye' });
  await client.sock.updateBlockStatus(ana.jid, 'block');
  const blocked = await ana.sendText(shop, 'Let me in');
  expect(await client.sock.fetchBlocklist()).toEqual([ana.lid]);
  await client.sock.updateBlockStatus(ana.jid, 'unblock');
  await ana.sendText(shop, 'Thanks');
  await client.received('Thanks');
  expect(client.texts).not.toContain('Let me in');
  expect(blocked.status).toBe('sent');
});

it('gives the history of the phone to a client that is linked later', async () => {
  await scene.ana.sendText(scene.shop, 'before the link');
  await scene.shop.sendText(scene.ana, 'answered on the phone');
  const client = await scene.linked();
  const history = await client.until('the history', () => client.history.at(0));
  expect(history.messages.map(({ message }) => message?.conversation)).toEqual([
    'answered on the phone',
    'before the link',
  ]);
  expect(history.chats).toMatchObject([{ id: scene.ana.jid, unreadCount: 1 }]);
});

it('sends hundreds in one go', async () => {
  const client = await scene.linked();
  const texts = Array.from({ length: 500 }, (_, index) => `m${index}`);
  await scene.ana.sendMany(scene.shop, texts);
  await client.received('m499');
  expect(client.texts).toEqual(texts);
});

it('says what was awaited, and what there is', async () => {
  await scene.ana.sendText(scene.shop, 'mine');
  await expect(scene.ana.waitForMessage('never', { timeoutMs: 20 })).rejects.toThrow(
    'waited 20 ms for a message "never" for Ana; there is → mine',
  );
});
