import { randomBytes, randomUUID } from 'node:crypto';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { noteEndpoints } from '@ticketz/contract/notes';
import { sample } from '@ticketz/mock-whatsapp/api/samples';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MediaShop, sha256, startMediaShop } from '../../../test/harness/media-shop.ts';
import { until } from '../../../test/harness/until.ts';
import { messagesRefused } from '../../core/metrics.ts';

let shop: MediaShop;
let ticketId: string;

beforeAll(async () => {
  shop = await startMediaShop();
  await shop.messageOf(await shop.ana.sendText(shop.phone, 'Bom dia'));
  ticketId = await shop.openTicket();
}, 60_000);
afterAll(() => shop.stop());

const at = (messageId: string) => ({ params: { ticketId, messageId } });
const api = () => shop.admin.api;
const send = (body: object) =>
  api().call(messageEndpoints.sendMessage, {
    params: { ticketId },
    body: { clientId: randomUUID(), ...body } as never,
  });
const conversation = async () =>
  (await api().call(messageEndpoints.listMessages, { params: { ticketId }, query: { limit: 100 } })).items;

async function shown(id: string, matches: (message: Message) => boolean): Promise<Message> {
  let found: Message | undefined;
  await until('the message as expected', async () => {
    found = (await conversation()).find((message) => message.id === id);
    return found !== undefined && matches(found);
  });
  return found as Message;
}

const sum = ({ values }: Awaited<ReturnType<typeof messagesRefused.get>>) =>
  values.reduce((total, { value }) => total + value, 0);

/** What the customer's phone has of a message of ours, once it is there. */
async function arrived({ id }: Message) {
  await shown(id, ({ status }) => status !== 'queued');
  const channelId = await channelIdOf(id);
  return shop.ana.waitForMessage((message) => message.id === channelId);
}

/** As it is in her chat now. */
async function inHerChat({ id }: Message) {
  const channelId = await channelIdOf(id);
  return shop.ana.chat(shop.phone).find((message) => message.id === channelId);
}

async function channelIdOf(id: string): Promise<string> {
  const sql = 'SELECT channel_message_id AS id FROM messages WHERE id = $1';
  return (await shop.app.database.owner.query<{ id: string }>(sql, [id])).rows[0]?.id ?? '';
}

describe('what a customer does', { timeout: 40_000 }, () => {
  it('reaches the agent: reaction, edit, deletion', async () => {
    const sent = await shop.ana.sendText(shop.phone, 'Um bolo');
    const message = await shop.messageOf(sent);
    await shop.ana.react(shop.phone, sent, '❤️');
    await shown(message.id, ({ reactions }) => reactions[0]?.emoji === '❤️');
    await shop.ana.edit(shop.phone, sent, 'Dois bolos');
    await shown(message.id, ({ text, editedAt }) => text === 'Dois bolos' && editedAt !== null);
    await shop.ana.react(shop.phone, sent, '');
    await shown(message.id, ({ reactions }) => reactions.length === 0);
    await shop.ana.deleteForEveryone(shop.phone, sent);
    await shown(message.id, ({ text, deletedAt }) => text === '' && deletedAt !== null);
  });

  it('votes in a poll, under numbers or LIDs', async () => {
    const poll = await shop.ana.sendPoll(shop.phone, { question: 'Sabor?', options: ['Coco', 'Limão'] });
    const message = await shop.messageOf(poll);
    expect(message).toMatchObject({
      kind: 'poll',
      text: 'Sabor?',
      details: { poll: { severalAllowed: true } },
    });
    const votes = (count: number[]) => (one: Message) =>
      JSON.stringify(one.details?.poll?.options.map((option) => option.votes)) === JSON.stringify(count);
    await shop.ana.vote(shop.phone, poll, ['Coco'], 'pn');
    await shown(message.id, votes([1, 0]));
    await shop.ana.vote(shop.phone, poll, ['Coco', 'Limão'], 'lid');
    await shown(message.id, votes([1, 1]));
    await shop.ana.vote(shop.phone, poll, []);
    await shown(message.id, votes([0, 0]));
  });

  it('edits as phones of today do, sealed, under numbers or LIDs; what was sealed for another message is dropped', async () => {
    const { ana, phone } = shop;
    const secret = () => ({ messageContextInfo: { messageSecret: randomBytes(32) } });
    const sent = await ana.send(phone, { conversation: 'Um pão', ...secret() });
    const other = await ana.send(phone, { conversation: 'Outro', ...secret() });
    const [message, kept] = [await shop.messageOf(sent), await shop.messageOf(other)];
    await ana.editSealed(phone, sent, 'Dois pães', 'pn');
    await shown(message.id, ({ text, editedAt }) => text === 'Dois pães' && editedAt !== null);
    await ana.editSealed(phone, sent, 'Três pães', 'lid');
    await shown(message.id, ({ text }) => text === 'Três pães');
    const refused = await messagesRefused.get();
    await ana.editSealed(phone, { ...other, content: secret() }, 'Forged');
    await ana.editSealed(phone, sent, 'Quatro pães');
    await shown(message.id, ({ text }) => text === 'Quatro pães');
    expect((await shown(kept.id, () => true)).text).toBe('Outro');
    expect(sum(await messagesRefused.get()) - sum(refused)).toBe(1);
  });

  it('says whether she comes, which stands on the event with her name', async () => {
    const { ana, phone } = shop;
    const event = await ana.sendEvent(phone, { name: 'Degustação', start: new Date('2026-12-24T20:00:00Z') });
    const { id } = await shop.messageOf(event);
    await ana.answerEvent(phone, event, 'maybe', 'pn');
    await shown(id, ({ details }) => details?.event?.answers?.[0]?.answer === 'maybe');
    await phone.answerEvent(ana, await phone.waitForMessage('Degustação'), 'not-going');
    await ana.answerEvent(phone, event, 'going', 'lid');
    const { details } = await shown(id, (one) => one.details?.event?.answers?.[1]?.answer === 'going');
    expect(details?.event?.answers).toEqual([
      { answer: 'not_going', name: null },
      { answer: 'going', name: 'Ana' },
    ]);
  });

  it('sends places, cards, events, buttons and previews with what they say', async () => {
    const { ana, phone } = shop;
    const place = { latitude: -23.5, longitude: -46.6, name: 'Praça', address: 'Rua 1' };
    const cards = [{ name: 'Zé', number: '5511988887777', organization: 'Padaria' }];
    const start = new Date('2026-12-24T20:00:00.000Z');
    const buttons = { text: 'Escolha', buttons: [{ id: '1', text: 'Sim' }] };
    const preview = { url: 'https://example.com/', title: 'Exemplo', description: 'Uma página' };
    const detailsOf = async (sent: Parameters<MediaShop['messageOf']>[0]) =>
      (await shop.messageOf(sent)).details;
    expect(await detailsOf(await ana.sendLocation(phone, place))).toEqual({ location: place });
    expect(await detailsOf(await ana.sendContacts(phone, cards))).toEqual({
      contacts: [
        { name: 'Zé', phones: [{ label: 'CELL', number: '5511988887777' }], organization: 'Padaria' },
      ],
    });
    expect(await detailsOf(await ana.sendEvent(phone, { name: 'Ceia', start }))).toEqual({
      event: { startsAt: start.toISOString(), place: '', canceled: false },
    });
    expect(await detailsOf(await ana.sendButtons(phone, buttons))).toEqual({ options: ['Sim'] });
    expect(await detailsOf(await ana.sendText(phone, preview.url, { preview }))).toEqual({ preview });
  });

  it('moves a live location in its bubble', async () => {
    const before = (await conversation()).length;
    const live = await shop.ana.shareLiveLocation(shop.phone, { latitude: 1, longitude: 1 });
    const message = await shop.messageOf(live.message);
    await live.move({ latitude: 2 });
    await shown(message.id, ({ details }) => details?.location?.latitude === 2);
    expect(await conversation()).toHaveLength(before + 1);
  });

  it('answers a message of ours, forwards one, and sends one to be seen once', async () => {
    const ours = await send({ text: 'Qual?' });
    const quoting = await arrived(ours);
    const answer = await shop.messageOf(
      await shop.ana.sendText(shop.phone, 'Esse', { quoting, forwarded: 1 }),
    );
    expect(answer).toMatchObject({
      forwarded: true,
      quoted: { messageId: ours.id, direction: 'outbound', text: 'Qual?', authorName: shop.admin.name },
    });
    const photo = { bytes: sample('photo.jpg'), viewOnce: 'readable' } as const;
    const once = await shop.messageOf(await shop.ana.sendImage(shop.phone, photo));
    expect(once).toMatchObject({ kind: 'view_once', file: null });
  });

  it('pitfall 8: what is forged changes nothing (CVE-2026-48063)', async () => {
    const ours = await send({ text: 'Custa 10' });
    const hers = await arrived(ours);
    await shop.ana.edit(shop.phone, hers, 'Custa 1');
    await shop.ana.deleteForEveryone(shop.phone, hers);
    await shop.ana.change(shop.phone, {
      protocolMessage: {
        type: 14,
        key: { id: hers.id, fromMe: true },
        editedMessage: { conversation: 'Grátis' },
      },
    });
    const mallory = shop.mock.addCustomer({ number: '5511900000666', name: 'Mallory' });
    const theirs = await shop.ana.sendText(shop.phone, 'Quero dez');
    const message = await shop.messageOf(theirs);
    await mallory.change(shop.phone, {
      protocolMessage: { type: 0, key: { id: theirs.id, fromMe: true, remoteJid: shop.phone.jid } },
    });
    await shop.messageOf(await shop.ana.sendText(shop.phone, 'Fim'));
    await mallory.sendText(shop.phone, 'Fim de Mallory');
    expect(await shown(message.id, () => true)).toMatchObject({ text: 'Quero dez', deletedAt: null });
    expect(await shown(ours.id, () => true)).toMatchObject({
      text: 'Custa 10',
      editedAt: null,
      deletedAt: null,
    });
  });
});

describe('what an agent does', { timeout: 40_000 }, () => {
  it('reaches the customer: reaction, edit, deletion, in order also when the network is cut', async () => {
    const hers = await shop.ana.sendText(shop.phone, 'Obrigada');
    const message = await shop.messageOf(hers);
    const answered = await api().call(messageEndpoints.setReaction, {
      ...at(message.id),
      body: { emoji: '🙏' },
    });
    expect(answered.reactions).toMatchObject([
      { emoji: '🙏', side: 'business', author: { id: shop.admin.id } },
    ]);
    const inChat = (id: string) => shop.ana.chat(shop.phone).find((one) => one.id === id);
    await until('the reaction', () => inChat(hers.id)?.reaction === '🙏');

    const ours = await send({ text: 'Por nda' });
    await arrived(ours);
    shop.mock.faults.dropConnection({ phone: shop.phone, when: 'before-ack' });
    const edited = await api().call(messageEndpoints.editMessage, {
      ...at(ours.id),
      body: { text: 'Por nada' },
    });
    expect(edited).toMatchObject({ text: 'Por nada', editedAt: expect.any(String) });
    await api().call(messageEndpoints.editMessage, { ...at(ours.id), body: { text: 'Por nada!' } });
    await until('the edit', async () => (await inHerChat(ours))?.text === 'Por nada!');
    const deleted = await api().call(messageEndpoints.deleteMessage, at(ours.id));
    expect(deleted).toMatchObject({ text: '', deletedAt: expect.any(String) });
    await until('the deletion', async () => (await inHerChat(ours))?.deleted === true);
    const { items } = await api().call(messageEndpoints.listMessageEdits, at(ours.id));
    expect(items.map(({ text }) => text)).toEqual(['Por nda', 'Por nada', 'Por nada!']);

    await api().call(messageEndpoints.setReaction, { ...at(message.id), body: { emoji: null } });
    await until('no reaction', () => !inChat(hers.id)?.reaction);
  });

  it('sends quotes, places and cards', async () => {
    const hers = await shop.ana.sendText(shop.phone, 'Onde fica?');
    const { id: quotedMessageId } = await shop.messageOf(hers);
    const answer = await send({ text: 'Aqui', quotedMessageId });
    expect(answer.quoted).toMatchObject({ messageId: quotedMessageId, text: 'Onde fica?' });
    expect(await arrived(answer)).toMatchObject({ text: 'Aqui', quotedId: hers.id });
    const location = { latitude: -23.5, longitude: -46.6, name: 'Loja', address: 'Rua 2' };
    const place = (await arrived(await send({ location }))).place;
    expect(place).toMatchObject(location);
    const contacts = [
      { name: 'Zé; o "dono"', phones: [{ label: 'Loja', number: '5511988887777' }], organization: '' },
    ];
    expect((await arrived(await send({ contacts }))).contacts).toMatchObject([
      { name: 'Zé; o "dono"', numbers: ['5511988887777'] },
    ]);
  });

  it('asks in a poll, in which the customer votes; and a note never gets there', async () => {
    await api().call(noteEndpoints.writeNote, {
      params: { ticketId },
      body: { clientId: randomUUID(), text: 'Only for us' },
    });
    const poll = { question: 'Entrega?', options: ['Hoje', 'Amanhã'], severalAllowed: false };
    const sent = await send({ poll });
    const asked = await arrived(sent);
    expect(asked).toMatchObject({ text: 'Entrega?', poll: { options: ['Hoje', 'Amanhã'] } });
    await shop.ana.vote(shop.phone, asked, ['Amanhã']);
    const answered = await shown(sent.id, ({ details }) => details?.poll?.options[1]?.byCustomer === true);
    expect(answered.details?.poll?.options.map(({ votes }) => votes)).toEqual([0, 1]);
    expect(shop.ana.chat(shop.phone).filter(({ text }) => text === 'Only for us')).toEqual([]);
  });

  it('forwards texts and files, marked as forwarded, once', async () => {
    const text = await shop.messageOf(await shop.ana.sendText(shop.phone, 'Passe adiante'));
    const image = await shop.messageOf(await shop.ana.sendImage(shop.phone, { bytes: sample('photo.jpg') }));
    await shown(image.id, ({ file }) => file?.state === 'ready');
    const body = { clientId: randomUUID(), messageIds: [text.id, image.id], ticketIds: [ticketId] };
    const { items } = await api().call(messageEndpoints.forwardMessages, { body });
    const again = await api().call(messageEndpoints.forwardMessages, { body });
    expect(again.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    const [first, second] = await Promise.all(items.map(arrived));
    expect(first).toMatchObject({ text: 'Passe adiante', forwarded: 1 });
    expect(second).toMatchObject({ forwarded: 1 });
    expect(sha256(second?.media?.bytes ?? Buffer.of())).toBe(sha256(sample('photo.jpg')));
    const poll = await shop.messageOf(await shop.ana.sendPoll(shop.phone, { question: 'Q', options: ['A'] }));
    const refused = api().call(messageEndpoints.forwardMessages, {
      body: { ...body, messageIds: [poll.id] },
    });
    await expect(refused).rejects.toMatchObject({ code: 'message_not_forwardable' });
  });

  it('is taken back when WhatsApp refuses it, and says so', async () => {
    const ours = await send({ text: 'Fica' });
    await arrived(ours);
    const refuse = () => shop.mock.faults.refuseSends({ phone: shop.phone, code: 479, count: 1 });
    refuse();
    await api().call(messageEndpoints.deleteMessage, at(ours.id));
    expect(await shown(ours.id, ({ failedChange }) => failedChange !== null)).toMatchObject({
      text: 'Fica',
      deletedAt: null,
      failedChange: 'delete',
    });
    refuse();
    await api().call(messageEndpoints.editMessage, { ...at(ours.id), body: { text: 'Muda' } });
    expect(await shown(ours.id, ({ failedChange }) => failedChange === 'edit')).toMatchObject({
      text: 'Fica',
      editedAt: null,
    });
    await api().call(messageEndpoints.setReaction, { ...at(ours.id), body: { emoji: '👍' } });
    await shown(ours.id, ({ reactions, failedChange }) => reactions.length === 1 && failedChange === null);
    const sent = async () =>
      (await shop.app.database.owner.query(`SELECT FROM message_actions WHERE status = 'queued'`))
        .rowCount === 0;
    await until('all sent', sent);
    refuse();
    await api().call(messageEndpoints.setReaction, { ...at(ours.id), body: { emoji: '👎' } });
    const { reactions } = await shown(ours.id, ({ failedChange }) => failedChange === 'reaction');
    expect(reactions).toMatchObject([{ emoji: '👍' }]);
  });

  it('is taken back when it could not go out in time', async () => {
    const ours = await send({ text: 'Cedo' });
    await arrived(ours);
    const { owner } = shop.app.database;
    await owner.query(`UPDATE messages SET sent_at = sent_at - interval '1 hour' WHERE id = $1`, [ours.id]);
    await owner.query(
      `INSERT INTO message_actions (company_id, connection_id, message_id, channel_message_id, kind, value, made_at, user_id)
       SELECT company_id, connection_id, id, 'LATE', 'edit', 'Tarde', now(), author_id FROM messages WHERE id = $1`,
      [ours.id],
    );
    await arrived(await send({ text: 'Outra' }));
    await shown(ours.id, ({ failedChange, text }) => failedChange === 'edit' && text === 'Cedo');
    expect((await inHerChat(ours))?.text).toBe('Cedo');
  });

  it('answers a phone that asks again with the same: a quote, an edit, a reaction (pitfall 5)', async () => {
    const hers = await shop.ana.sendText(shop.phone, 'Repete?');
    const { id: quotedMessageId } = await shop.messageOf(hers);
    shop.ana.loseSessions();
    const answer = await send({ text: 'Claro', quotedMessageId });
    expect(await arrived(answer)).toMatchObject({ text: 'Claro', quotedId: hers.id });
    shop.ana.loseSessions();
    await api().call(messageEndpoints.editMessage, { ...at(answer.id), body: { text: 'Claro!' } });
    await until('the edit', async () => (await inHerChat(answer))?.text === 'Claro!');
  });
});

describe('what may not be done', () => {
  it('is refused with a reason', async () => {
    const hers = await shop.messageOf(await shop.ana.sendText(shop.phone, 'Meu'));
    const ours = await send({ text: 'Nosso' });
    await arrived(ours);
    const code = (call: Promise<unknown>) =>
      call.then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
    const edit = (id: string) =>
      code(api().call(messageEndpoints.editMessage, { ...at(id), body: { text: 'x' } }));
    const remove = (id: string) => code(api().call(messageEndpoints.deleteMessage, at(id)));
    expect(await edit(hers.id)).toBe('message_not_changeable');
    expect(await remove(hers.id)).toBe('message_not_changeable');
    expect(await edit(randomUUID())).toBe('not_found');
    const age = (interval: string) =>
      shop.app.database.owner.query(`UPDATE messages SET sent_at = now() - $2::interval WHERE id = $1`, [
        ours.id,
        interval,
      ]);
    await age('16 minutes');
    expect(await edit(ours.id)).toBe('message_too_old');
    await age('3 days');
    expect(await remove(ours.id)).toBe('message_too_old');
    const react = (emoji: string) =>
      code(api().call(messageEndpoints.setReaction, { ...at(hers.id), body: { emoji } }));
    for (const emoji of ['x', '1', '<b>', '👍 ok', '']) expect(await react(emoji)).toBe('validation_failed');
    for (const emoji of ['❤', '❤️', '👨‍👩‍👧', '🇧🇷', '1️⃣', '👍🏽']) expect(await react(emoji)).toBe('done');
    const both = send({ text: 'x', location: { latitude: 0, longitude: 0, name: '', address: '' } });
    expect(await code(both)).toBe('validation_failed');
    expect(await code(send({ text: 'x', quotedMessageId: randomUUID() }))).toBe('not_found');
  });

  it('pitfall 20: not by who has nothing to do with the conversation', async () => {
    const ours = await send({ text: 'Nosso' });
    const rui = await shop.app.makePerson(shop.admin.companyId, 'agent', 'Rui');
    const code = (call: Promise<unknown>) =>
      call.then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
    const body = { clientId: randomUUID(), messageIds: [ours.id], ticketIds: [ticketId] };
    expect(
      await code(rui.api.call(messageEndpoints.setReaction, { ...at(ours.id), body: { emoji: '👍' } })),
    ).toBe('not_found');
    expect(
      await code(rui.api.call(messageEndpoints.editMessage, { ...at(ours.id), body: { text: 'x' } })),
    ).toBe('not_found');
    expect(await code(rui.api.call(messageEndpoints.deleteMessage, at(ours.id)))).toBe('not_found');
    expect(await code(rui.api.call(messageEndpoints.listMessageEdits, at(ours.id)))).toBe('not_found');
    expect(await code(rui.api.call(messageEndpoints.forwardMessages, { body }))).toBe('not_found');
  });
});
