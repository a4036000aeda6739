import { randomUUID } from 'node:crypto';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { groupEndpoints } from '@ticketz/contract/groups';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { type Ticket, ticketEndpoints } from '@ticketz/contract/tickets';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Group } from '@ticketz/mock-whatsapp/api/group';
import { sample } from '@ticketz/mock-whatsapp/api/samples';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MediaShop, startMediaShop } from '../../../test/harness/media-shop.ts';
import type { TestPerson } from '../../../test/harness/test-app.ts';
import { until } from '../../../test/harness/until.ts';
import { freshNumber } from '../../../test/harness/whatsapp-bench.ts';

/** Of WhatsApp's protocol messages. */
const [revoke, edit] = [0, 14];

let shop: MediaShop;
let leo: Customer;
let group: Group;
let agent: TestPerson;
let other: TestPerson;
let ticketId: string;

beforeAll(async () => {
  shop = await startMediaShop();
  leo = shop.mock.addCustomer({ number: freshNumber(), name: 'Leo' });
  const { companyId } = shop.admin;
  agent = await shop.app.makePerson(companyId, 'agent', 'Bia');
  other = await shop.app.makePerson(companyId, 'agent', 'Caio');
  group = shop.mock.createGroup({
    subject: 'Revenda',
    by: shop.ana,
    members: [shop.phone, leo],
    addressing: 'lid',
  });
}, 60_000);
afterAll(() => shop.stop());

const configure = (settings: object) =>
  shop.admin.api.call(connectionEndpoints.updateConnection, {
    params: { connectionId: shop.connectionId },
    body: { settings },
  });
const list = async (person: TestPerson, tab: 'groups' | 'waiting' | 'all' | 'closed') =>
  (await person.api.call(ticketEndpoints.listTickets, { query: { tab } })).items.map(
    ({ contact }) => contact.name,
  );
const conversation = async (person = shop.admin) =>
  (await person.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: { limit: 100 } }))
    .items;
const send = (person: TestPerson, body: object) =>
  person.api.call(messageEndpoints.sendMessage, {
    params: { ticketId },
    body: { clientId: randomUUID(), ...body } as never,
  });

async function shown(what: string, matches: (message: Message) => boolean): Promise<Message> {
  let found: Message | undefined;
  await until(what, async () => {
    found = (await conversation()).find(matches);
    return found !== undefined;
  });
  return found as Message;
}

async function theTicket(tab: 'groups' | 'waiting' | 'all'): Promise<Ticket> {
  let found: Ticket | undefined;
  await until('the ticket of the group', async () => {
    const { items } = await shop.admin.api.call(ticketEndpoints.listTickets, { query: { tab } });
    found = items.find((ticket) => ticket.group);
    return found !== undefined;
  });
  return found as Ticket;
}

describe('groups', { timeout: 40_000 }, () => {
  it('are ignored until somebody wants them, and acknowledged', async () => {
    await shop.ana.sendText(group, 'Nobody reads this');
    await shop.messageOf(await shop.ana.sendText(shop.phone, 'Oi'));
    expect(await list(shop.admin, 'all')).toEqual(['Ana']);
    expect((await shop.admin.api.call(ticketEndpoints.countTickets, {})).groups).toBeNull();
  });

  it('are one conversation whose messages name their authors', async () => {
    await configure({ groups: 'tab' });
    await until('the group to be heard', async () => {
      await shop.ana.sendText(group, 'Bom dia a todos');
      return (await list(shop.admin, 'groups')).length > 0;
    });
    const ticket = await theTicket('groups');
    ticketId = ticket.id;
    expect(ticket).toMatchObject({
      status: 'pending',
      contact: { name: 'Revenda' },
      group: { inTab: true, viewerIds: null },
    });
    expect(await list(shop.admin, 'waiting')).toEqual(['Ana']);
    await leo.sendText(group, 'Oi, Ana');
    const one = await shown('Leo', ({ text }) => text === 'Oi, Ana');
    expect(one.member).toMatchObject({ name: 'Leo', phoneNumber: leo.number });
    const params = { groupId: ticket.contact.id };
    const known = await agent.api.call(groupEndpoints.getGroup, { params });
    expect(known.members.map(({ name, role }) => `${name}: ${role}`)).toEqual([
      'Ana: superadmin',
      'Leo: member',
    ]);
    expect((await agent.api.call(ticketEndpoints.countTickets, {})).groups).toMatchObject({ total: 1 });
  });

  it('are answered by whoever sees them, and everybody gets it', async () => {
    const sent = await send(agent, { text: 'Bom dia, grupo' });
    expect((await leo.waitForMessage('Bom dia, grupo')).author).toBe(shop.phone.number);
    await shop.ana.waitForMessage('Bom dia, grupo');
    const { timesAsked } = group;
    for (const text of ['Um', 'Dois', 'Três']) await send(agent, { text });
    await leo.waitForMessage('Três');
    expect(group.timesAsked).toBe(timesAsked);
    await shown('delivered to all', ({ id, status }) => id === sent.id && status === 'delivered');
    await leo.read(group);
    await shop.ana.read(group);
    await shown('read by all', ({ id, status }) => id === sent.id && status === 'read');
  });

  it('quote, react, edit, delete and vote, each member for themselves', async () => {
    const sent = await send(agent, { text: 'Quem vem?' });
    const inLeos = await leo.waitForMessage('Quem vem?');
    const inAnas = await shop.ana.waitForMessage('Quem vem?');
    await leo.react(group, inLeos, '👍');
    await shop.ana.react(group, inAnas, '❤️');
    const reacted = await shown(
      'both reactions',
      ({ id, reactions }) => id === sent.id && reactions.length === 2,
    );
    expect(new Set(reacted.reactions.map(({ memberName }) => memberName))).toEqual(new Set(['Ana', 'Leo']));
    const poll = await send(agent, {
      poll: { question: 'Dia?', options: ['Seg', 'Ter'], severalAllowed: false },
    });
    const asked = await leo.waitForMessage('Dia?');
    await leo.vote(group, asked, ['Seg']);
    await shop.ana.vote(group, await shop.ana.waitForMessage('Dia?'), ['Seg']);
    await shown('two votes', ({ id, details }) => id === poll.id && details?.poll?.options[0]?.votes === 2);
    const his = await leo.sendText(group, 'Eu vou', { quoting: inLeos });
    const quoting = await shown('the quote', ({ text }) => text === 'Eu vou');
    expect(quoting.quoted?.messageId).toBe(sent.id);
    await leo.edit(group, his, 'Eu não vou');
    await shown('the edit', ({ id, text }) => id === quoting.id && text === 'Eu não vou');
    const answer = await send(agent, { text: 'Que pena', quotedMessageId: quoting.id });
    expect((await shop.ana.waitForMessage('Que pena')).quotedId).toBe(his.id);
    await agent.api.call(messageEndpoints.setReaction, {
      params: { ticketId, messageId: quoting.id },
      body: { emoji: '😢' },
    });
    await until(
      'the reaction at his phone',
      () => leo.chat(group).find(({ id }) => id === his.id)?.reaction === '😢',
    );
    await leo.deleteForEveryone(group, his);
    await shown('the deletion', ({ id, deletedAt }) => id === quoting.id && deletedAt !== null);
    const photo = await leo.sendImage(group, { bytes: sample('photo.jpg'), caption: 'A foto' });
    expect(photo.id).toBeTruthy();
    await shown('the photo', ({ text, file }) => text === 'A foto' && file?.state === 'ready');
    expect(answer.id).toBeTruthy();
  });

  it('name members, both ways, and tell them', async () => {
    await leo.sendText(group, `Veja, @${shop.ana.lid.split('@')[0]}`, { mentions: [shop.ana.lid] });
    const named = await shown('a name', ({ details }) => details?.members !== undefined);
    expect(named.details?.members).toEqual([{ digits: shop.ana.lid.split('@')[0], name: 'Ana' }]);
    const { contact } = await theTicket('groups');
    const { members } = await agent.api.call(groupEndpoints.getGroup, { params: { groupId: contact.id } });
    const leoId = members.find(({ name }) => name === 'Leo')?.id;
    await send(agent, { text: 'Isso, @Leo!', memberIds: [leoId] });
    const digits = leo.lid.split('@')[0];
    const got = await leo.waitForMessage(`Isso, @${digits}!`);
    expect(got.content.extendedTextMessage?.contextInfo?.mentionedJid).toEqual([leo.lid]);
    await expect(send(agent, { text: '@x', memberIds: [randomUUID()] })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it("take edits and deletions from a message's author only, deletions also from an admin (pitfall 8)", async () => {
    await shop.ana.sendText(group, 'Só eu mudo isto');
    const hers = await shown('hers', ({ text }) => text === 'Só eu mudo isto');
    const inLeos = await leo.waitForMessage('Só eu mudo isto');
    const key = { remoteJid: group.jid, fromMe: true, id: inLeos.id };
    await leo.change(group, {
      protocolMessage: { key, type: edit, editedMessage: { conversation: 'Mudei' } },
    });
    await leo.change(group, { protocolMessage: { key, type: revoke } });
    const asAdmin = { ...key, fromMe: false, participant: group.addressOf(shop.ana) };
    await leo.change(group, { protocolMessage: { key: asAdmin, type: revoke } });
    const his = await leo.sendText(group, 'Apague isto');
    const shownHis = await shown('his', ({ text }) => text === 'Apague isto');
    expect((await conversation()).find(({ id }) => id === hers.id)).toMatchObject({
      text: 'Só eu mudo isto',
      deletedAt: null,
    });
    const keyOfHis = { remoteJid: group.jid, fromMe: false, id: his.id, participant: group.addressOf(leo) };
    await shop.ana.change(group, { protocolMessage: { key: keyOfHis, type: revoke } });
    await shown('deleted by an admin', ({ id, deletedAt }) => id === shownHis.id && deletedAt !== null);
  });

  it('tell who comes, goes, and what the group is called now, as text only (pitfall 21)', async () => {
    const zoe = shop.mock.addCustomer({ number: freshNumber(), name: 'Zoe' });
    group.add(shop.ana, zoe);
    const subject = '<img src=x onerror=alert(1)>';
    group.setSubject(shop.ana, subject);
    const event = (change: string) => shown(change, ({ details }) => details?.groupEvent?.change === change);
    expect((await event('joined')).details?.groupEvent).toMatchObject({
      by: 'Ana',
      names: [`+${zoe.number}`],
    });
    expect((await event('subject')).details?.groupEvent).toMatchObject({ by: 'Ana', subject });
    await send(agent, { text: 'Bem-vinda, Zoe' });
    await zoe.waitForMessage('Bem-vinda, Zoe');
    await zoe.sendText(group, 'Cheguei');
    group.leave(zoe);
    expect((await event('left')).details?.groupEvent?.names).toEqual(['Zoe']);
    await until('the name on the ticket', async () => (await theTicket('groups')).contact.name === subject);
    group.setSubject(shop.ana, 'Revenda');
    await until('the name again', async () => (await theTicket('groups')).contact.name === 'Revenda');
  });

  it('are seen by the chosen people only, at once (pitfalls 18 and 20)', async () => {
    const socket = await shop.app.openSocket(other);
    const { contact } = await theTicket('groups');
    const params = { groupId: contact.id };
    expect(await list(other, 'groups')).toEqual(['Revenda']);
    await shop.admin.api.call(groupEndpoints.setGroupViewers, { params, body: { userIds: [agent.id] } });
    await socket.waitFor('ticket.removed', (data) => data.ticketId === ticketId);
    expect(await list(other, 'groups')).toEqual([]);
    expect(await list(other, 'all')).toEqual(['Ana']);
    expect((await other.api.call(ticketEndpoints.countTickets, {})).groups).toMatchObject({ total: 0 });
    expect(await list(agent, 'groups')).toEqual(['Revenda']);
    const before = socket.events.length;
    await leo.sendText(group, 'Só para vocês');
    await shown('the secret', ({ text }) => text === 'Só para vocês');
    await shop.messageOf(await shop.ana.sendText(shop.phone, 'Outra coisa'));
    await socket.waitFor('message.created', (data) => data.message.text === 'Outra coisa');
    const told = socket.events.slice(before).map(({ data }) => JSON.stringify(data));
    expect(told.filter((text) => text.includes('Só para vocês'))).toEqual([]);
    socket.close();
    const refused = { code: 'not_found' };
    await expect(conversation(other)).rejects.toMatchObject(refused);
    await expect(send(other, { text: 'x' })).rejects.toMatchObject(refused);
    await expect(other.api.call(groupEndpoints.getGroup, { params })).rejects.toMatchObject(refused);
    await expect(
      other.api.call(ticketEndpoints.acceptTicket, { params: { ticketId } }),
    ).rejects.toMatchObject(refused);
    await shop.admin.api.call(groupEndpoints.setGroupViewers, { params, body: { userIds: null } });
    expect(await list(other, 'groups')).toEqual(['Revenda']);
  });

  it('become tickets, or are closed, when the company wants them so', async () => {
    await configure({ groups: 'tickets' });
    expect(await list(agent, 'waiting')).toContain('Revenda');
    await agent.api.call(ticketEndpoints.acceptTicket, { params: { ticketId } });
    await leo.sendText(group, 'Ainda aqui');
    await shown('the next', ({ text }) => text === 'Ainda aqui');
    await expect(send(other, { text: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await configure({ groups: 'ignored' });
    expect(await list(agent, 'waiting')).not.toContain('Revenda');
    expect(await list(agent, 'closed')).toContain('Revenda');
  });
});

describe('calls', { timeout: 40_000 }, () => {
  it('are rejected with a text, once an hour; the missed call stays', async () => {
    await configure({ rejectCalls: true, callText: 'Escreva, por favor' });
    await until('a rejected call', async () => {
      const call = shop.ana.call(shop.phone);
      await call.waitForStatus('rejected', { timeoutMs: 1_500 }).catch(() => call.hangUp());
      return call.status === 'rejected';
    });
    await shop.ana.waitForMessage('Escreva, por favor');
    const again = shop.ana.call(shop.phone, { video: true });
    await again.waitForStatus('rejected');
    const after = await shop.messageOf(await shop.ana.sendText(shop.phone, 'Tá'));
    ticketId = after.ticketId;
    await shown('both calls', ({ details }) => details?.call?.video === true);
    const kinds = (await conversation()).map(({ kind, text }) => text || kind);
    expect(kinds.filter((kind) => kind === 'Escreva, por favor')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'call')).toHaveLength(2);
  });
});
