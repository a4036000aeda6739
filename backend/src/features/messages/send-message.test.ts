import { randomUUID } from 'node:crypto';
import { draftEndpoints } from '@ticketz/contract/drafts';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '../../../test/harness/api-client.ts';
import { useShop } from '../../../test/harness/shop.ts';
import { stillChannel } from '../../../test/harness/still-channel.ts';
import type { TestPerson } from '../../../test/harness/test-app.ts';
import { createLogger } from '../../core/logger.ts';
import { type OpenChannel, SendError } from '../connections/channel.ts';
import { addOpenChannel, removeOpenChannel } from '../connections/open-channels.ts';
import { type Deliveries, startDeliveries } from './deliver-messages.ts';
import { updateMessageStatus } from './update-message-status.ts';

const { app, shop, admin: rui, ana, bia, ticketOf } = useShop();
let ticketId: string;

beforeEach(async () => {
  ticketId = await ticketOf();
  await ana.api.call(ticketEndpoints.acceptTicket, { params: { ticketId } });
});

const send = (text: string, clientId = randomUUID(), person = ana) =>
  person.api.call(messageEndpoints.sendMessage, { params: { ticketId }, body: { clientId, text } });
const messages = async () =>
  (await ana.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: {} })).items;

describe('sendMessage', () => {
  it('answers a queued message, and the same one for the same clientId', async () => {
    const clientId = randomUUID();
    const first = await send('Olá', clientId);
    expect(first).toMatchObject({ status: 'queued', text: 'Olá', author: { name: 'Ana' }, clientId });
    const again = await Promise.all(Array.from({ length: 5 }, () => send('Olá', clientId)));
    expect(again.map(({ id }) => id)).toEqual(Array(5).fill(first.id));
    expect((await messages()).filter(({ direction }) => direction === 'outbound')).toHaveLength(1);
  });

  it('is for the assignee and admins, in an open ticket', async () => {
    expect(await codeOf(send('x', randomUUID(), bia))).toBe('not_found');
    expect(await send('from the admin', randomUUID(), rui)).toMatchObject({ author: { name: 'Rui' } });
    await ana.api.call(ticketEndpoints.closeTicket, { params: { ticketId } });
    expect(await codeOf(send('x'))).toBe('ticket_not_open');
  });

  it('refuses an empty text, one too long, and one that no database can hold', async () => {
    for (const text of ['', '  \n ', 'x'.repeat(65_537)])
      expect(await codeOf(send(text))).toBe('validation_failed');
  });

  it('pages through a conversation in both directions', async () => {
    for (let index = 0; index < 12; index += 1) await send(`text ${index}`);
    const list = (query: { before?: string; after?: string }) =>
      ana.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: { ...query, limit: 5 } });
    const newest = await list({});
    const middle = await list({ before: newest.older ?? '' });
    const oldest = await list({ before: middle.older ?? '' });
    expect([...oldest.items, ...middle.items, ...newest.items].map(({ text }) => text)).toEqual(
      (await messages()).map(({ text }) => text),
    );
    expect([newest.newer, oldest.older]).toEqual([null, null]);
    const forward = await list({ after: middle.newer ?? '' });
    expect(forward.items).toEqual(newest.items);
  });
});

describe('status', () => {
  const move = (status: 'sent' | 'delivered' | 'read' | 'failed', ids: string[], person = true) =>
    updateMessageStatus({
      ...shop,
      channelMessageIds: ids,
      status,
      reason: status === 'failed' ? 'refused' : null,
      at: new Date(),
      person: person ? { phone: '5511987654321', lid: null, pushName: null } : null,
    });
  const channelId = async (id: string) =>
    (await app.database.owner.query('SELECT channel_message_id FROM messages WHERE id = $1', [id])).rows[0]
      .channel_message_id as string;

  it('only moves forward, whatever order receipts come in', async () => {
    const message = await send('x');
    const ids = [await channelId(message.id)];
    await move('read', ids);
    await move('sent', ids);
    await move('delivered', ids);
    expect((await messages()).at(-1)).toMatchObject({ status: 'read' });
  });

  it('counts only from the person that the message went to', async () => {
    const message = await send('x');
    await updateMessageStatus({
      ...shop,
      channelMessageIds: [await channelId(message.id)],
      status: 'read',
      reason: null,
      at: new Date(),
      person: { phone: '14155550199', lid: null, pushName: null },
    });
    expect((await messages()).at(-1)).toMatchObject({ status: 'queued' });
  });

  it('a failed message says why, and can be tried again under the same id', async () => {
    const message = await send('x');
    const ids = [await channelId(message.id)];
    await move('failed', ids, false);
    expect((await messages()).at(-1)).toMatchObject({ status: 'failed', failureReason: 'refused' });
    const params = { ticketId, messageId: message.id };
    expect(await ana.api.call(messageEndpoints.retryMessage, { params })).toMatchObject({ status: 'queued' });
    expect([await channelId(message.id)]).toEqual(ids);
    expect(await codeOf(ana.api.call(messageEndpoints.retryMessage, { params }))).toBe('message_not_failed');
  });
});

describe('delivering', () => {
  const sent: string[] = [];
  let fail: SendError | null = null;
  let deliveries: Deliveries;
  let channel: OpenChannel;

  beforeEach(() => {
    sent.length = 0;
    fail = null;
    channel = {
      ...stillChannel(shop.companyId, shop.connectionId),
      async send({ content }) {
        if (fail) throw fail;
        sent.push(content.kind === 'text' ? content.text : content.kind);
        return new Date();
      },
    };
    deliveries = startDeliveries(createLogger({ level: 'silent', name: 'test' }));
    addOpenChannel(channel);
    return async () => {
      removeOpenChannel(channel);
      await deliveries.stop();
    };
  });

  it('sends what is queued once and in order', async () => {
    const socket = await app.openSocket(ana);
    for (let index = 0; index < 30; index += 1) await send(String(index));
    for (let index = 0; index < 5; index += 1) deliveries.wake(shop.connectionId);
    await socket.waitFor(
      'message.updated',
      ({ message }) => message.text === '29' && message.status === 'sent',
    );
    expect(sent).toEqual(Array.from({ length: 30 }, (_, index) => String(index)));
    socket.close();
  });

  it('keeps a message queued when nobody knows whether it went out, and fails it when WhatsApp refuses', async () => {
    const socket = await app.openSocket(ana);
    await send('one');
    fail = new SendError('connection_lost', { retry: true });
    deliveries.wake(shop.connectionId);
    await deliveries.stop();
    expect((await messages()).at(-1)).toMatchObject({ status: 'queued' });
    fail = new SendError('sending_limit', { retry: false });
    deliveries = startDeliveries(createLogger({ level: 'silent', name: 'test' }));
    deliveries.wake(shop.connectionId);
    const { message } = await socket.waitFor('message.updated', (data) => data.message.status === 'failed');
    expect(message.failureReason).toBe('sending_limit');
    socket.close();
  });
});

describe('reading', () => {
  it('sets unread to zero for the assignee only', async () => {
    const read = (person: TestPerson) =>
      person.api.call(ticketEndpoints.markTicketRead, { params: { ticketId } });
    expect(await read(rui)).toMatchObject({ unreadCount: 1 });
    expect(await read(ana)).toMatchObject({ unreadCount: 0 });
  });
});

describe('drafts', () => {
  it('are kept per person and ticket, and gone when empty', async () => {
    const save = (text: string) =>
      ana.api.call(draftEndpoints.saveDraft, { params: { ticketId }, body: { text } });
    const socket = await app.openSocket(ana);
    await save('Bom d');
    await socket.waitFor('draft.updated', ({ draft }) => draft.text === 'Bom d');
    expect((await ana.api.call(draftEndpoints.listDrafts, {})).items).toMatchObject([
      { ticketId, text: 'Bom d' },
    ]);
    expect((await rui.api.call(draftEndpoints.listDrafts, {})).items).toEqual([]);
    await save('');
    expect((await ana.api.call(draftEndpoints.listDrafts, {})).items).toEqual([]);
    socket.close();
  });
});
