import { messageEndpoints } from '@ticketz/contract/messages';
import { settingsEndpoints } from '@ticketz/contract/settings';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { describe, expect, it } from 'vitest';
import { countRoundTrips } from '../../../test/harness/count-round-trips.ts';
import { useShop } from '../../../test/harness/shop.ts';
import { linkIdentities } from './merge-contacts.ts';
import { receiveMessage } from './receive-message.ts';

const { app, shop, admin, said, write } = useShop();

const tickets = async () =>
  (await admin.api.call(ticketEndpoints.listTickets, { query: { tab: 'all' } })).items;
const messagesOf = async (ticketId: string) =>
  (await admin.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: {} })).items;
const onlyTicket = async () => {
  const items = await tickets();
  expect(items).toHaveLength(1);
  return items[0] as NonNullable<(typeof items)[0]>;
};

describe('receiveMessage', () => {
  it('opens a numbered ticket for somebody new and tells the waiting room', async () => {
    const socket = await app.openSocket(await app.makePerson(shop.companyId, 'agent'));
    await write({ text: 'Olá!' });
    const { ticket } = await socket.waitFor('ticket.created');
    expect(ticket).toMatchObject({
      number: 1,
      status: 'pending',
      unreadCount: 1,
      contact: { name: 'Maria' },
    });
    const { message } = await socket.waitFor('message.created');
    expect(message).toMatchObject({ text: 'Olá!', direction: 'inbound', ticketId: ticket.id });
    socket.close();
  });

  it('joins the open ticket and counts what is unread', async () => {
    await write();
    await write({ text: 'Tem bolo?' });
    const ticket = await onlyTicket();
    expect(ticket).toMatchObject({ unreadCount: 2, lastMessage: { text: 'Tem bolo?' } });
  });

  it('pitfall 3: the same message again, also all at once, is stored once', async () => {
    const message = said();
    await receiveMessage(message);
    await Promise.allSettled(Array.from({ length: 8 }, () => receiveMessage(message)));
    const other = said({ text: 'outra' });
    await Promise.allSettled(Array.from({ length: 8 }, () => receiveMessage(other)));
    await receiveMessage(other);
    const ticket = await onlyTicket();
    expect((await messagesOf(ticket.id)).map(({ text }) => text)).toEqual(['Bom dia', 'outra']);
    expect(ticket.unreadCount).toBe(2);
  });

  it('a redelivered message of a closed ticket opens nothing', async () => {
    const message = said();
    await receiveMessage(message);
    const ticket = await onlyTicket();
    await admin.api.call(ticketEndpoints.closeTicket, { params: { ticketId: ticket.id } });
    await receiveMessage(message);
    expect(await onlyTicket()).toMatchObject({ status: 'closed' });
  });

  it('pitfall 4: messages sort by the time of the channel, whatever order they come in', async () => {
    const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, second));
    for (const second of [3, 1, 2]) {
      await write({ text: String(second), sentAt: at(second) });
    }
    const ticket = await onlyTicket();
    expect((await messagesOf(ticket.id)).map(({ text }) => text)).toEqual(['1', '2', '3']);
    expect(ticket.lastMessage?.text).toBe('3');
  });

  it('pitfall 5: what could not be decrypted is a placeholder, filled in place', async () => {
    const message = said();
    await receiveMessage({ ...message, kind: 'undecryptable', text: '' });
    await receiveMessage(said({ text: 'later', sentAt: new Date(message.sentAt.getTime() + 1000) }));
    const ticket = await onlyTicket();
    expect((await messagesOf(ticket.id))[0]).toMatchObject({ kind: 'undecryptable' });
    await receiveMessage(message);
    expect((await messagesOf(ticket.id)).map(({ kind, text }) => [kind, text])).toEqual([
      ['text', 'Bom dia'],
      ['text', 'later'],
    ]);
  });

  it('reopens a ticket that was closed a moment ago, and opens a new one later', async () => {
    await write();
    const ticket = await onlyTicket();
    await admin.api.call(ticketEndpoints.closeTicket, { params: { ticketId: ticket.id } });
    await write();
    expect(await onlyTicket()).toMatchObject({ status: 'pending', assignee: null });
    await admin.api.call(ticketEndpoints.closeTicket, { params: { ticketId: ticket.id } });
    await app.database.owner.query(
      `UPDATE tickets SET closed_at = now() - interval '3 hours' WHERE id = $1`,
      [ticket.id],
    );
    await write();
    expect((await tickets()).map(({ number, status }) => [number, status])).toEqual([
      [2, 'pending'],
      [1, 'closed'],
    ]);
  });

  it('reopens as long after closing as the company has set', async () => {
    await write();
    const ticket = await onlyTicket();
    await admin.api.call(settingsEndpoints.updateSettings, { body: { reopenMinutes: 0 } });
    await admin.api.call(ticketEndpoints.closeTicket, { params: { ticketId: ticket.id } });
    await write();
    expect(await tickets()).toHaveLength(2);
  });

  it('keeps what was typed on the phone: in the ticket, and closed where there is none', async () => {
    await write({ direction: 'outbound', text: 'typed on the phone' });
    const ticket = await onlyTicket();
    expect(ticket).toMatchObject({ status: 'closed', unreadCount: 0 });
    expect((await messagesOf(ticket.id))[0]).toMatchObject({ fromPhone: true, status: 'sent', author: null });
    await write();
    expect(await onlyTicket()).toMatchObject({ status: 'pending', unreadCount: 1 });
  });

  it('pitfall 9: phone and hidden id, with and without the ninth digit, are one person', async () => {
    const phone = (value: string) => ({ phone: value, lid: null, pushName: null });
    await receiveMessage(said({ person: { phone: '5511987654321', lid: '77@lid', pushName: 'M' } }));
    await write({ person: { phone: null, lid: '77@lid', pushName: null } });
    await write({ person: phone('551187654321') });
    expect(await onlyTicket()).toMatchObject({ unreadCount: 3 });
  });

  it('joins two people, and their tickets, when they turn out to be one', async () => {
    const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, second));
    const lid = { phone: null, lid: '88', pushName: null };
    const phone = { phone: '14155550100', lid: null, pushName: 'Sam' };
    await write({ person: lid, text: 'one', sentAt: at(1) });
    await write({ person: phone, text: 'two', sentAt: at(2) });
    await write({ person: lid, text: 'three', sentAt: at(3) });
    expect(await tickets()).toHaveLength(2);
    await linkIdentities(shop.companyId, { ...phone, lid: '88' });
    const ticket = await onlyTicket();
    expect(ticket).toMatchObject({ unreadCount: 3, contact: { name: 'Sam', phoneNumber: '14155550100' } });
    expect((await messagesOf(ticket.id)).map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  it('takes at most 7 round trips for a text in an open ticket, news to browsers included (an eighth is its journal row)', async () => {
    const message = said();
    await receiveMessage(message);
    const counted = await countRoundTrips(() => write());
    expect(counted).toBeLessThanOrEqual(7);
    expect(await countRoundTrips(() => receiveMessage(message))).toBeLessThanOrEqual(6);
  });

  it('an emoji where the list cuts its snippet loses nothing', async () => {
    const text = `${'a'.repeat(199)}😀 and more`;
    await write({ text });
    const ticket = await onlyTicket();
    expect((await messagesOf(ticket.id))[0]?.text).toBe(text);
  });

  it('a name and text of any shape is kept as it is', async () => {
    const text = '{"a": <script>alert(1)</script> D&#39;Ávila {{name} \u202e 😀';
    await receiveMessage(said({ text, person: { phone: '14155550101', lid: null, pushName: text } }));
    const ticket = await onlyTicket();
    expect(ticket.contact.name).toBe(text);
    expect((await messagesOf(ticket.id))[0]?.text).toBe(text);
  });
});
