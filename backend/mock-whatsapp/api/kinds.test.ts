import { randomBytes } from 'node:crypto';
import {
  decryptPollVote,
  getContentType,
  normalizeMessageContent,
  proto,
  type WAMessage,
} from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { sealAddon } from '../data/message-addon.ts';
import type { BaileysClient } from '../test/baileys-client.ts';
import { useScene } from '../test/scene.ts';
import type { ChatMessage } from './chat-message.ts';
import { sample } from './samples.ts';

const scene = useScene();

async function arrived(client: BaileysClient, sent: ChatMessage): Promise<WAMessage> {
  const find = () => client.upserts.find(({ message }) => message.key.id === sent.id)?.message;
  return client.until(sent.kind, find);
}

const contentOf = (message: WAMessage) => normalizeMessageContent(message.message ?? undefined) ?? {};

describe('what goes along with a message', () => {
  it('quotes any kind with any kind, from both sides', async () => {
    const { shop, ana } = scene;
    const client = await scene.linked();
    const place = await ana.sendLocation(shop, {
      latitude: -23.56,
      longitude: -46.65,
      name: 'Avenida Paulista',
    });
    const asked = await arrived(client, place);
    const sent = await client.sock.sendMessage(ana.jid, { text: 'We are close' }, { quoted: asked });
    const answer = await ana.waitForMessage('We are close');
    expect(answer.quotedId).toBe(place.id);
    const card = { name: 'Bia', number: '5511977776666' };
    const contact = await ana.sendContacts(shop, [card], { quoting: answer });
    const { contactMessage } = contentOf(await arrived(client, contact));
    expect(contactMessage?.contextInfo).toMatchObject({ stanzaId: sent?.key.id, participant: shop.jid });
    expect(contactMessage?.contextInfo?.quotedMessage?.extendedTextMessage?.text).toBe('We are close');
  });

  it('marks as forwarded, mentions, previews a link, disappears', async () => {
    const { shop, ana } = scene;
    const client = await scene.linked();
    const original = await ana.sendText(shop, 'Look');
    const first = await ana.forward(shop, original);
    const second = await ana.forward(shop, first);
    const { extendedTextMessage } = contentOf(await arrived(client, second));
    expect(extendedTextMessage?.contextInfo).toMatchObject({ isForwarded: true, forwardingScore: 2 });
    expect(second).toMatchObject({ text: 'Look', forwarded: 2 });

    const mention = await ana.sendText(shop, `Ask @${scene.leo.number}`, { mentions: [scene.leo.jid] });
    const mentioned = contentOf(await arrived(client, mention)).extendedTextMessage?.contextInfo
      ?.mentionedJid;
    expect(mentioned).toEqual([scene.leo.jid]);

    const preview = { url: 'https://example.com/dress', title: 'A blue dress', description: 'Size M' };
    const link = await ana.sendText(shop, 'This one: https://example.com/dress', { preview });
    expect(contentOf(await arrived(client, link)).extendedTextMessage).toMatchObject({
      matchedText: preview.url,
      title: preview.title,
    });

    const gone = await ana.sendText(shop, 'For a day', { ephemeral: 86_400 });
    const wrapped = await arrived(client, gone);
    expect(getContentType(wrapped.message ?? undefined)).toBe('ephemeralMessage');
    expect(contentOf(wrapped).extendedTextMessage).toMatchObject({
      text: 'For a day',
      contextInfo: { expiration: 86_400 },
    });
    expect(gone).toMatchObject({ text: 'For a day', ephemeral: 86_400 });
  });

  it('shows the customer what a client forwards, mentions and lets disappear', async () => {
    const { shop, ana, leo } = scene;
    const client = await scene.linked();
    const look = await arrived(client, await ana.sendText(shop, 'Look'));
    await client.sock.sendMessage(leo.lid, { forward: look });
    expect(await leo.waitForMessage('Look')).toMatchObject({ forwarded: 1 });
    await client.sock.sendMessage(ana.jid, { text: `@${leo.number} too`, mentions: [leo.jid] });
    expect((await ana.waitForMessage(/too/)).mentions).toEqual([leo.jid]);
    await client.sock.sendMessage(ana.jid, { text: 'For a week' }, { ephemeralExpiration: 604_800 });
    expect(await ana.waitForMessage('For a week')).toMatchObject({ ephemeral: 604_800 });
  });

  it("changes a medium's caption, and what was typed on the phone", async () => {
    const { shop, ana } = scene;
    const client = await scene.linked();
    const photo = await ana.sendImage(shop, { bytes: sample('photo.jpg'), caption: 'Wrong' });
    await ana.edit(shop, photo, 'Right');
    await client.until('the new caption', () =>
      client.updates.find(
        ({ update }) => update.message?.editedMessage?.message?.imageMessage?.caption === 'Right',
      ),
    );
    expect(shop.chat(ana)[0]).toMatchObject({ text: 'Right', edited: true });
    const typed = await shop.sendText(ana, 'Helo');
    await shop.edit(ana, typed, 'Hello');
    await expect.poll(() => ana.chat(shop).at(-1)).toMatchObject({ text: 'Hello', edited: true });
    await client.until('the edit', () => client.updates.find(({ key }) => key.id === typed.id && key.fromMe));
    await shop.react(ana, photo, '👍');
    await expect.poll(() => photo.reaction).toBe('👍');
    await shop.deleteForEveryone(ana, typed);
    await expect.poll(() => ana.chat(shop).at(-1)?.deleted).toBe(true);
  });
});

describe('places and contacts', () => {
  it('are sent and read', async () => {
    const { shop, ana } = scene;
    const client = await scene.linked();
    const live = await ana.shareLiveLocation(shop, { latitude: 1, longitude: 2, caption: 'On my way' });
    const moved = await live.move({ latitude: 1.5 });
    const first = contentOf(await arrived(client, live.message)).liveLocationMessage;
    const second = contentOf(await arrived(client, moved)).liveLocationMessage;
    expect([Number(first?.sequenceNumber), Number(second?.sequenceNumber)]).toEqual([1, 2]);
    expect(moved.place).toMatchObject({ latitude: 1.5, longitude: 2, live: true });
    const two = [
      { name: 'Bia', number: '5511977776666' },
      { name: 'Rui', number: ['351911111111', '351922222222'] },
    ];
    const cards = await ana.sendContacts(shop, two);
    expect(contentOf(await arrived(client, cards)).contactsArrayMessage?.contacts).toHaveLength(2);

    await client.sock.sendMessage(ana.jid, {
      location: { degreesLatitude: 3, degreesLongitude: 4, name: 'Shop' },
    });
    expect((await ana.waitForMessage(({ place }) => place !== undefined)).place).toMatchObject({
      latitude: 3,
      name: 'Shop',
    });
    const contacts = cards.content.contactsArrayMessage?.contacts ?? [];
    await client.sock.sendMessage(ana.jid, {
      contacts: {
        displayName: 'Two',
        contacts: contacts.map((card) => proto.Message.ContactMessage.create(card)),
      },
    });
    const got = await ana.waitForMessage(({ contacts: some }) => some !== undefined);
    expect(got.contacts).toMatchObject([
      { name: 'Bia', numbers: ['5511977776666'] },
      { name: 'Rui', numbers: ['351911111111', '351922222222'] },
    ]);
  });
});

describe('polls', () => {
  const poll = { question: 'Which colour?', options: ['Blue', 'Red', 'Green'] };

  it.each([
    ['the number', () => scene.ana],
    ['the LID', () => scene.leo],
  ])('of a client are voted in by a customer under %s', async (_, who) => {
    const client = await scene.linked();
    const customer = who();
    const jid = customer.addressing === 'lid' ? customer.lid : customer.jid;
    const messageSecret = randomBytes(32);
    const sent = await client.sock.sendMessage(jid, {
      poll: { name: poll.question, values: poll.options, selectableCount: 1, messageSecret },
    });
    const got = await customer.waitForMessage(poll.question);
    expect(got.poll).toEqual({ ...poll, selectable: 1 });
    await customer.vote(scene.shop, got, ['Red']);
    const vote = await client.until('the vote', () =>
      client.upserts.find(({ message }) => message.message?.pollUpdateMessage),
    );
    const { pollUpdateMessage } = vote.message.message ?? {};
    expect(pollUpdateMessage?.pollCreationMessageKey?.id).toBe(sent?.key.id);
    const lid = customer.addressing === 'lid';
    const opened = decryptPollVote(pollUpdateMessage?.vote ?? {}, {
      pollCreatorJid: lid ? scene.shop.lid : scene.shop.jid,
      pollMsgId: sent?.key.id ?? '',
      pollEncKey: messageSecret,
      voterJid: jid,
    });
    expect(opened.selectedOptions).toHaveLength(1);
    expect(got.votes).toEqual([{ voter: customer.number, options: ['Red'] }]);
    expect(scene.shop.chat(customer)[0]?.votes).toEqual(got.votes);
    await customer.vote(scene.shop, got, []);
    expect(got.votes).toEqual([]);
    expect(() => customer.vote(scene.shop, got, ['Pink'])).toThrow('no option "Pink"');
  });

  it('of a customer are voted in by a client', async () => {
    const { shop, ana } = scene;
    const client = await scene.linked();
    const sent = await ana.sendPoll(shop, { ...poll, selectable: 2 });
    const { message, key } = await arrived(client, sent);
    const secret = message?.messageContextInfo?.messageSecret ?? Buffer.of();
    const hash = await crypto.subtle.digest('SHA-256', Buffer.from('Green'));
    const plain = proto.Message.PollVoteMessage.encode({ selectedOptions: [new Uint8Array(hash)] }).finish();
    const vote = sealAddon(
      'Poll Vote',
      { secret, messageId: sent.id, author: ana.jid, sender: shop.jid },
      plain,
    );
    const pollCreationMessageKey = { ...key, fromMe: false };
    await client.sock.relayMessage(ana.jid, { pollUpdateMessage: { pollCreationMessageKey, vote } }, {});
    await expect.poll(() => sent.votes).toEqual([{ voter: shop.number, options: ['Green'] }]);
    await expect.poll(() => shop.chat(ana)[0]?.votes).toEqual(sent.votes);
  });
});

describe('events', () => {
  it('of a client are answered by a customer, and those of a customer arrive', async () => {
    const { shop, ana, leo } = scene;
    const client = await scene.linked();
    const startDate = new Date('2026-12-24T18:00:00Z');
    const sent = await client.sock.sendMessage(leo.lid, { event: { name: 'Sale', startDate } });
    const got = await leo.waitForMessage('Sale');
    expect(got.event).toMatchObject({ name: 'Sale', start: startDate, canceled: false });
    // Its getMessage has to know the event, as a product's store does.
    if (sent) client.upserts.push({ message: sent, type: 'append' });
    // Baileys decrypts answers under numbers in a chat under LIDs (and none at all in a chat under numbers).
    await leo.answerEvent(shop, got, 'going', 'pn');
    expect(got.answers).toEqual([{ number: leo.number, answer: 'going' }]);
    await client.until('the answer', () => client.updates.find(({ update }) => update.eventResponses));

    const party = await ana.sendEvent(shop, { name: 'Party', start: startDate, description: 'Bring cake' });
    expect(contentOf(await arrived(client, party)).eventMessage).toMatchObject({ name: 'Party' });
  });
});

describe('what businesses send', () => {
  const buttons = { text: 'Shall we deliver?', footer: 'Loja', buttons: [{ id: 'yes', text: 'Yes' }] };
  const sections = [{ title: 'Sizes', rows: [{ id: 'm', text: 'Medium' }] }];
  const list = { title: 'Sizes', text: 'Choose one', button: 'Open', sections };

  it.each<[string, (ana: typeof scene.ana, shop: typeof scene.shop) => Promise<ChatMessage>]>([
    ['buttonsMessage', (ana, shop) => ana.sendButtons(shop, buttons)],
    ['listMessage', (ana, shop) => ana.sendList(shop, list)],
    ['templateMessage', (ana, shop) => ana.sendTemplate(shop, buttons)],
    ['interactiveMessage', (ana, shop) => ana.sendInteractive(shop, buttons)],
    ['productMessage', (ana, shop) => ana.sendProduct(shop, { title: 'Blue dress', ownerJid: shop.jid })],
    ['orderMessage', (ana, shop) => ana.sendOrder(shop, { title: 'Order 1042', sellerJid: shop.jid })],
    ['groupInviteMessage', (ana, shop) => ana.sendGroupInvite(shop, { groupJid: '1@g.us', name: 'Friends' })],
    ['requestPaymentMessage', (ana, shop) => ana.requestPayment(shop, { amount1000: 99_900, note: 'Dress' })],
  ])('arrives: %s', async (kind, send) => {
    const client = await scene.linked();
    const sent = await send(scene.ana, scene.shop);
    expect(sent.kind).toBe(kind);
    expect(Object.keys((await arrived(client, sent)).message ?? {})).toContain(kind);
  });

  it.each<[string, (ana: typeof scene.ana, shop: typeof scene.shop) => Promise<ChatMessage>, string, string]>(
    [
      ['buttonsResponseMessage', (ana, shop) => ana.sendButtons(shop, buttons), 'yes', 'Yes'],
      ['listResponseMessage', (ana, shop) => ana.sendList(shop, list), 'm', 'Medium'],
      ['templateButtonReplyMessage', (ana, shop) => ana.sendTemplate(shop, buttons), 'yes', 'Yes'],
      ['interactiveResponseMessage', (ana, shop) => ana.sendInteractive(shop, buttons), 'yes', 'Yes'],
    ],
  )('is shown to the customer and answered: %s', async (kind, make, id, text) => {
    const { shop, ana } = scene;
    const client = await scene.linked();
    // A client that writes such a message relays it as it is.
    const { content } = await make(ana, shop);
    await client.sock.relayMessage(ana.jid, content, {});
    const got = await ana.waitForMessage();
    expect(got.choices).toMatchObject([{ id, text }]);
    const answer = await ana.choose(shop, got, id);
    expect(answer).toMatchObject({ kind, text, chosen: id, quotedId: got.id });
    expect(Object.keys((await arrived(client, answer)).message ?? {})).toContain(kind);
  });
});

describe('calls', () => {
  it('ring, and are rejected, missed or given up', async () => {
    const { shop, ana, leo } = scene;
    const client = await scene.linked();
    const calls: { id: string; status: string; from: string; isVideo?: boolean }[] = [];
    client.sock.ev.on('call', (events) => calls.push(...events));
    const heard = (id: string, status: string) =>
      expect.poll(() => calls.find((call) => call.id === id && call.status === status)).toBeDefined();

    const call = ana.call(shop, { video: true });
    await heard(call.id, 'offer');
    expect(calls[0]).toMatchObject({ from: ana.jid, isVideo: true });
    await client.sock.rejectCall(call.id, ana.jid);
    await call.waitForStatus('rejected');

    const missed = leo.call(shop);
    await heard(missed.id, 'offer');
    missed.timeOut();
    await heard(missed.id, 'timeout');
    expect(missed.status).toBe('missed');

    const given = ana.call(shop);
    given.hangUp();
    await heard(given.id, 'terminate');
  });
});

describe('status posts', () => {
  it('come from the status address', async () => {
    const client = await scene.linked();
    await scene.ana.postStatus({ extendedTextMessage: { text: 'On holiday' } }, [scene.shop]);
    const { message } = await client.received('On holiday');
    expect(message.key).toMatchObject({ remoteJid: 'status@broadcast', participant: scene.ana.jid });
  });
});
