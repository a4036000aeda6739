import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countRoundTrips } from '../../../test/harness/count-round-trips.ts';
import { inboundText } from '../../../test/harness/inbound.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../../test/harness/test-app.ts';
import { linkIdentities } from './merge-contacts.ts';
import { receiveMessage } from './receive-message.ts';

let app: TestApp;
let companyId: string;
let connectionId: string;
let admin: TestPerson;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  companyId = await app.makeCompany();
  connectionId = await app.makeConnection(companyId);
  admin = await app.makePerson(companyId, 'admin');
});

const base = () => ({ companyId, connectionId });
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
    const socket = await app.openSocket(await app.makePerson(companyId, 'agent'));
    await receiveMessage(inboundText({ ...base(), text: 'Olá!' }));
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
    await receiveMessage(inboundText(base()));
    await receiveMessage(inboundText({ ...base(), text: 'Tem bolo?' }));
    const ticket = await onlyTicket();
    expect(ticket).toMatchObject({ unreadCount: 2, lastMessage: { text: 'Tem bolo?' } });
  });

  it('pitfall 3: the same message again, also all at once, is stored once', async () => {
    const message = inboundText(base());
    await receiveMessage(message);
    await Promise.allSettled(Array.from({ length: 8 }, () => receiveMessage(message)));
    const other = inboundText({ ...base(), text: 'outra' });
    await Promise.allSettled(Array.from({ length: 8 }, () => receiveMessage(other)));
    await receiveMessage(other);
    const ticket = await onlyTicket();
    expect((await messagesOf(ticket.id)).map(({ text }) => text)).toEqual(['Bom dia', 'outra']);
    expect(ticket.unreadCount).toBe(2);
  });

  it('a redelivered message of a closed ticket opens nothing', async () => {
    const message = inboundText(base());
    await receiveMessage(message);
    const ticket = await onlyTicket();
    await admin.api.call(ticketEndpoints.closeTicket, { params: { ticketId: ticket.id } });
    await receiveMessage(message);
    expect(await onlyTicket()).toMatchObject({ status: 'closed' });
  });

  it('pitfall 4: messages sort by the time of the channel, whatever order they come in', async () => {
    const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, second));
    for (const second of [3, 1, 2]) {
      await receiveMessage(inboundText({ ...base(), text: String(second), sentAt: at(second) }));
    }
    const ticket = await onlyTicket();
    expect((await messagesOf(ticket.id)).map(({ text }) => text)).toEqual(['1', '2', '3']);
    expect(ticket.lastMessage?.text).toBe('3');
  });

  it('pitfall 5: what could not be decrypted is a placeholder, filled in place', async () => {
    const message = inboundText(base());
    await receiveMessage({ ...message, kind: 'undecryptable', text: '' });
    await receiveMessage(
      inboundText({ ...base(), text: 'later', sentAt: new Date(message.sentAt.getTime() + 1000) }),
    );
    const ticket = await onlyTicket();
    expect((await messagesOf(ticket.id))[0]).toMatchObject({ kind: 'undecryptable' });
    await receiveMessage(message);
    expect((await messagesOf(ticket.id)).map(({ kind, text }) => [kind, text])).toEqual([
      ['text', 'Bom dia'],
      ['text', 'later'],
    ]);
  });

  it('reopens a ticket that was closed a moment ago, and opens a new one later', async () => {
    await receiveMessage(inboundText(base()));
    const ticket = await onlyTicket();
    await admin.api.call(ticketEndpoints.closeTicket, { params: { ticketId: ticket.id } });
    await receiveMessage(inboundText(base()));
    expect(await onlyTicket()).toMatchObject({ status: 'pending', assignee: null });
    await admin.api.call(ticketEndpoints.closeTicket, { params: { ticketId: ticket.id } });
    await app.database.owner.query(
      `UPDATE tickets SET closed_at = now() - interval '3 hours' WHERE id = $1`,
      [ticket.id],
    );
    await receiveMessage(inboundText(base()));
    expect((await tickets()).map(({ number, status }) => [number, status])).toEqual([
      [2, 'pending'],
      [1, 'closed'],
    ]);
  });

  it('keeps what was typed on the phone: in the ticket, and closed where there is none', async () => {
    await receiveMessage(inboundText({ ...base(), direction: 'outbound', text: 'typed on the phone' }));
    const ticket = await onlyTicket();
    expect(ticket).toMatchObject({ status: 'closed', unreadCount: 0 });
    expect((await messagesOf(ticket.id))[0]).toMatchObject({ fromPhone: true, status: 'sent', author: null });
    await receiveMessage(inboundText(base()));
    expect(await onlyTicket()).toMatchObject({ status: 'pending', unreadCount: 1 });
  });

  it('pitfall 9: phone and hidden id, with and without the ninth digit, are one person', async () => {
    const phone = (value: string) => ({ phone: value, lid: null, pushName: null });
    await receiveMessage(
      inboundText({ ...base(), person: { phone: '5511987654321', lid: '77@lid', pushName: 'M' } }),
    );
    await receiveMessage(inboundText({ ...base(), person: { phone: null, lid: '77@lid', pushName: null } }));
    await receiveMessage(inboundText({ ...base(), person: phone('551187654321') }));
    expect(await onlyTicket()).toMatchObject({ unreadCount: 3 });
  });

  it('joins two people, and their tickets, when they turn out to be one', async () => {
    const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, second));
    const lid = { phone: null, lid: '88', pushName: null };
    const phone = { phone: '14155550100', lid: null, pushName: 'Sam' };
    await receiveMessage(inboundText({ ...base(), person: lid, text: 'one', sentAt: at(1) }));
    await receiveMessage(inboundText({ ...base(), person: phone, text: 'two', sentAt: at(2) }));
    await receiveMessage(inboundText({ ...base(), person: lid, text: 'three', sentAt: at(3) }));
    expect(await tickets()).toHaveLength(2);
    await linkIdentities(companyId, { ...phone, lid: '88' });
    const ticket = await onlyTicket();
    expect(ticket).toMatchObject({ unreadCount: 3, contact: { name: 'Sam', phoneNumber: '14155550100' } });
    expect((await messagesOf(ticket.id)).map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  it('takes at most 7 round trips for a text in an open ticket, news to browsers included (an eighth is its journal row)', async () => {
    const message = inboundText(base());
    await receiveMessage(message);
    const counted = await countRoundTrips(() => receiveMessage(inboundText(base())));
    expect(counted).toBeLessThanOrEqual(7);
    expect(await countRoundTrips(() => receiveMessage(message))).toBeLessThanOrEqual(6);
  });

  it('an emoji where the list cuts its snippet loses nothing', async () => {
    const text = `${'a'.repeat(199)}😀 and more`;
    await receiveMessage(inboundText({ ...base(), text }));
    const ticket = await onlyTicket();
    expect((await messagesOf(ticket.id))[0]?.text).toBe(text);
  });

  it('a name and text of any shape is kept as it is', async () => {
    const text = '{"a": <script>alert(1)</script> D&#39;Ávila {{name} \u202e 😀';
    await receiveMessage(
      inboundText({ ...base(), text, person: { phone: '14155550101', lid: null, pushName: text } }),
    );
    const ticket = await onlyTicket();
    expect(ticket.contact.name).toBe(text);
    expect((await messagesOf(ticket.id))[0]?.text).toBe(text);
  });
});
