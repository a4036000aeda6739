import { expect, it } from 'vitest';
import { proto } from '../test/baileys-client.ts';
import { useScene } from '../test/scene.ts';

const { Status } = proto.WebMessageInfo;
const scene = useScene();

it('drops the connection now', async () => {
  const client = await scene.linked();
  scene.mock.faults.dropConnection({ phone: scene.shop });
  expect([408, 428]).toContain(await client.closed());
  await client.connect().opened();
});

it('drops before it accepts a message: nobody gets it, and it can be sent again', async () => {
  const { mock, shop, ana } = scene;
  const client = await scene.linked();
  mock.faults.dropConnection({ phone: shop, when: 'before-accept' });
  await client.sock.sendMessage(ana.jid, { text: 'lost' }, { messageId: 'ID1' });
  await client.closed();
  await client.connect().opened();
  expect(ana.chat(shop)).toEqual([]);
  await client.sock.sendMessage(ana.jid, { text: 'lost' }, { messageId: 'ID1' });
  expect(await ana.waitForMessage('lost')).toMatchObject({ id: 'ID1', copies: 1 });
});

it('drops before the ack: the customer has it, and sees the second copy not as another message', async () => {
  const { mock, shop, ana } = scene;
  const client = await scene.linked();
  mock.faults.dropConnection({ phone: shop, when: 'before-ack' });
  await client.sock.sendMessage(ana.jid, { text: 'twice' }, { messageId: 'ID2' });
  const got = await ana.waitForMessage('twice');
  await client.closed();
  expect(client.acks).toEqual([]);
  await client.connect().opened();
  await client.sock.sendMessage(ana.jid, { text: 'twice' }, { messageId: 'ID2' });
  await client.acked('ID2');
  await expect.poll(() => got.copies).toBe(2);
  expect(ana.chat(shop)).toHaveLength(1);
});

it('drops right after the ack', async () => {
  const { mock, shop, ana } = scene;
  const client = await scene.linked();
  mock.faults.dropConnection({ phone: shop, when: 'after-ack' });
  await client.sock.sendMessage(ana.jid, { text: 'acked' }, { messageId: 'ID3' });
  await client.acked('ID3');
  await client.closed();
  await client.connect().opened();
  await client.statusOf('ID3', Status.DELIVERY_ACK);
});

it('drops in the middle of a burst and brings again what was not confirmed', async () => {
  const { mock, shop, ana } = scene;
  const client = await scene.linked();
  await ana.sendText(shop, 'before');
  await client.received('before');
  mock.faults.dropConnection({ phone: shop, when: 'mid-burst', after: 5 });
  const texts = Array.from({ length: 40 }, (_, index) => `m${index}`);
  await ana.sendMany(shop, texts);
  await client.closed();
  expect(shop.devices[0]?.queued).toBeGreaterThan(30);
  await client.connect().opened();
  await client.received('m39');
  await shop.waitForDevice(({ queued }) => queued === 0);
  expect(client.texts).toEqual(expect.arrayContaining(texts.slice(5)));
});

it('brings everything late', async () => {
  const { mock, shop, ana } = scene;
  const client = await scene.linked();
  mock.faults.delay({ phone: shop, ms: 150 });
  const start = performance.now();
  await ana.sendText(shop, 'slow');
  await ana.sendText(shop, 'but in order');
  await client.received('but in order');
  expect(performance.now() - start).toBeGreaterThan(140);
  expect(client.texts).toEqual(['slow', 'but in order']);
});

it('brings a message twice, encrypted anew', async () => {
  const { mock, shop, ana } = scene;
  const client = await scene.linked();
  mock.faults.duplicate({ phone: shop });
  const sent = await ana.sendText(shop, 'double');
  const copies = () => client.upserts.filter(({ message }) => message.key.id === sent.id);
  await client.until('a second copy', () => copies().length === 2 || undefined);
  expect(client.texts).toEqual(['double', 'double']);
});

it('brings the same bytes twice, which Baileys drops', async () => {
  const { mock, shop, ana } = scene;
  const client = await scene.linked();
  mock.faults.duplicate({ phone: shop, how: 'stanza' });
  await ana.sendText(shop, 'same');
  await ana.sendText(shop, 'next');
  await client.received('next');
  expect(client.texts).toEqual(['same', 'next']);
});

it('brings messages in the wrong order', async () => {
  const { mock, shop, ana } = scene;
  const client = await scene.linked();
  mock.faults.reorder({ phone: shop, count: 3 });
  for (const text of ['a', 'b', 'c', 'd']) await ana.sendText(shop, text);
  await client.received('d');
  expect(client.texts).toEqual(['c', 'b', 'a', 'd']);
  mock.faults.reorder({ phone: shop, count: 3 });
  await ana.sendText(shop, 'held');
  mock.faults.clear();
  await client.received('held');
});

it('refuses what is sent, with a code', async () => {
  const { mock, shop, ana } = scene;
  const client = await scene.linked();
  mock.faults.refuseSends({ phone: shop, code: 463, count: 1 });
  const refused = await client.sock.sendMessage(ana.jid, { text: 'no' });
  expect(await client.acked(refused?.key.id)).toMatchObject({ error: '463' });
  await client.sock.sendMessage(ana.jid, { text: 'yes' });
  await ana.waitForMessage('yes');
  // Only now: Baileys at times holds events back until the next stanza comes, here Ana's receipt.
  await client.statusOf(refused?.key.id, Status.ERROR);
  expect(ana.chat(shop)).toHaveLength(1);
});

it('takes messages without a word', async () => {
  const { mock, shop, ana } = scene;
  const client = await scene.linked();
  mock.faults.silence({ phone: shop, what: 'acks' });
  await client.sock.sendMessage(ana.jid, { text: 'unacked' });
  await ana.waitForMessage('unacked');
  expect(client.acks).toEqual([]);
});

it('keeps silent altogether, until the client gives up', async () => {
  const { mock, shop, ana } = scene;
  const client = await scene.linked({ keepAliveIntervalMs: 50 });
  mock.faults.silence({ phone: shop });
  await ana.sendText(shop, 'not yet');
  // Baileys gives up when nothing has come for the interval and 5 s more.
  expect(await client.closed()).toBe(408);
  mock.faults.clear();
  await client.connect().opened();
  await client.received('not yet');
});

it('logs out, replaces, and asks for a restart', async () => {
  const { mock, shop } = scene;
  const client = await scene.linked();
  mock.faults.replace({ phone: shop });
  expect(await client.closed()).toBe(440);
  await client.connect().opened();
  mock.faults.requireRestart({ phone: shop });
  expect(await client.closed()).toBe(515);
  await client.connect().opened();
  mock.faults.logOut({ phone: shop });
  expect(await client.closed()).toBe(401);
  expect(shop.devices).toEqual([]);
});

it('bans an account until the fault is cleared', async () => {
  const { mock, shop } = scene;
  const client = await scene.linked();
  mock.faults.ban({ phone: shop });
  expect(await client.closed()).toBe(403);
  client.connect();
  expect(await client.closed()).toBe(403);
  mock.faults.clear();
  await client.connect().opened();
});

it.each(['the first message', 'a later message'])(
  'damages %s, which arrives after a retry receipt',
  async (which) => {
    const { mock, shop, ana } = scene;
    const client = await scene.linked();
    if (which === 'a later message') {
      await client.sock.sendMessage(ana.jid, { text: 'Hello' });
      await ana.waitForMessage('Hello');
      await ana.sendText(shop, 'Hi');
      await client.received('Hi');
    }
    mock.faults.corruptNext({ phone: shop });
    const sent = await ana.sendText(shop, 'damaged');
    const { message } = await client.received('damaged');
    expect(message.key.id).toBe(sent.id);
    const [stub] = client.upserts.filter(({ message: { key } }) => key.id === sent.id);
    expect(stub?.message.messageStubType).toBe(proto.WebMessageInfo.StubType.CIPHERTEXT);
    await ana.waitForStatus(sent, 'delivered');
    await shop.waitForDevice(({ queued }) => queued === 0);
    await ana.sendText(shop, 'fine again');
    await client.received('fine again');
  },
);

it('asks a client again when the customer cannot read a message', async () => {
  const { ana } = scene;
  const client = await scene.linked();
  await client.sock.sendMessage(ana.jid, { text: 'Hello' });
  await ana.waitForMessage('Hello');
  // The customer has a new phone: the client's session is worth nothing.
  ana.loseSessions();
  await client.sock.sendMessage(ana.jid, { text: 'Still there?' });
  expect(await ana.waitForMessage('Still there?')).toMatchObject({ copies: 1 });
});

it('forges what only the phone or the author may say, and Baileys does not fall for it', async () => {
  const { mock, shop, ana, leo } = scene;
  const client = await scene.linked();
  const mine = await client.sock.sendMessage(ana.jid, { text: 'The price is 10' });
  await ana.waitForMessage('The price is 10');
  const forge = (forgery: Parameters<typeof mock.faults.forgeProtocolMessage>[0]['forgery']) =>
    mock.faults.forgeProtocolMessage({ from: leo, to: shop, forgery });
  const histories = client.history.length;
  const { me } = client.auth.creds;
  await forge({ kind: 'history-sync', text: 'I owe Leo 1000' });
  await forge({ kind: 'sent-by-phone', text: 'said by the shop' });
  await forge({ kind: 'edit', messageId: mine?.key.id ?? '', fromMe: true, text: 'The price is 1' });
  await forge({ kind: 'delete', messageId: mine?.key.id ?? '', fromMe: true });
  await forge({
    kind: 'protocol-message',
    protocolMessage: { type: proto.Message.ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE },
  });
  await leo.sendText(shop, 'after the forgeries');
  await client.received('after the forgeries');
  expect(client.history).toHaveLength(histories);
  expect(client.texts).not.toContain('I owe Leo 1000');
  expect(client.auth.creds.me).toEqual(me);
  expect(ana.chat(shop)).toMatchObject([{ text: 'The price is 10' }]);
  expect(
    client.upserts.filter(({ message }) => message.key.remoteJid === leo.lid && message.key.fromMe),
  ).toEqual([]);
});

it('asks for a passkey instead of linking', async () => {
  const { mock, shop } = scene;
  mock.faults.passkeyPrologue({ phone: shop });
  const client = scene.client().connect();
  const qr = await client.waitForQr();
  const asked = new Promise<void>((resolve) => {
    client.sock.ws.on('CB:notification,type:passkey_prologue_request', () => resolve());
  });
  await expect(shop.scanQr(qr)).rejects.toThrow('passkey');
  await asked;
  expect(shop.devices).toEqual([]);
  mock.faults.clear();
  await shop.scanQr(qr);
});
