import { connectionEndpoints } from '@ticketz/contract/connections';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkPhone, type MediaShop, startMediaShop } from '../../../test/harness/media-shop.ts';
import { until } from '../../../test/harness/until.ts';
import { freshNumber } from '../../../test/harness/whatsapp-bench.ts';

let shop: MediaShop;

beforeAll(async () => {
  shop = await startMediaShop();
});
afterAll(() => shop.stop());

const day = (at: number) => new Date(Date.UTC(2026, 9, at, 12, 0, 0));
const past = [
  { text: 'Vocês entregam?', at: day(1) },
  { text: 'Entregamos!', fromMe: true, at: day(2) },
  { text: 'Obrigada', at: day(3) },
];

/** Another number of the shop, with what was written before it is linked. */
async function phoneWithPast({ external = false, parts = 1 } = {}) {
  const phone = shop.mock.addPhone({ number: freshNumber(), name: 'Filial' });
  const bia = shop.mock.addCustomer({ number: freshNumber(), name: 'Bia' });
  phone.remember(bia, past);
  phone.historySync = { external, parts, perChat: 50 };
  const { id } = await shop.admin.api.call(connectionEndpoints.createConnection, {
    body: { name: 'Filial' },
  });
  return { phone, bia, connectionId: id };
}

const connectionOf = (connectionId: string) =>
  shop.admin.api.call(connectionEndpoints.getConnection, { params: { connectionId } });
const ticketsOf = async (number: string) =>
  (await shop.admin.api.call(ticketEndpoints.listTickets, { query: { tab: 'all', search: number } })).items;
const textsOf = async (ticketId: string) =>
  (await shop.admin.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: {} })).items.map(
    ({ text, direction, status, sentAt }) => [direction, text, status, sentAt],
  );
const asKept = [
  ['inbound', 'Vocês entregam?', null, day(1).toISOString()],
  ['outbound', 'Entregamos!', 'read', day(2).toISOString()],
  ['inbound', 'Obrigada', null, day(3).toISOString()],
];

describe('past conversations (CN5)', () => {
  it.each([
    ['in the messages themselves', { external: false, parts: 1 }],
    ['as files, in three parts', { external: true, parts: 3 }],
  ])('are taken over into a closed ticket when an admin asked for them: %s', async (_, options) => {
    const { phone, bia, connectionId } = await phoneWithPast(options);
    await linkPhone(shop.admin, connectionId, phone, { importHistory: true });
    await until('all taken over', async () => (await connectionOf(connectionId)).history?.percent === 100);
    expect((await connectionOf(connectionId)).history?.messages).toBe(3);
    const [ticket, ...others] = await ticketsOf(bia.number);
    expect(others).toEqual([]);
    expect(ticket).toMatchObject({
      status: 'closed',
      unreadCount: 0,
      contact: { name: 'Bia' },
      lastMessage: { text: 'Obrigada' },
      createdAt: day(1).toISOString(),
    });
    expect(await textsOf(ticket?.id ?? '')).toEqual(asKept);

    // What comes now is a conversation of today.
    await bia.sendText(phone, 'Oi de novo');
    await until('a ticket of today', async () => (await ticketsOf(bia.number)).length === 2);
    const today = (await ticketsOf(bia.number)).find(({ status }) => status === 'pending');
    expect((await textsOf(today?.id ?? '')).map(([, text]) => text)).toEqual(['Oi de novo']);
  });

  it('are stored once, though a part is imported again by another process', async () => {
    const { phone, bia, connectionId } = await phoneWithPast();
    // What is left when a process dies after the last batch: the part is still waiting.
    await shop.app.database.owner.query(`
      CREATE FUNCTION keep_waiting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.state = 'done' AND NEW.attempts = 1 THEN RAISE EXCEPTION 'the process dies'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER dies BEFORE UPDATE ON history_parts FOR EACH ROW EXECUTE FUNCTION keep_waiting();
    `);
    await linkPhone(shop.admin, connectionId, phone, { importHistory: true });
    const part = async () =>
      (
        await shop.app.database.owner.query<{ attempts: number; state: string }>(
          'SELECT attempts, state FROM history_parts WHERE connection_id = $1',
          [connectionId],
        )
      ).rows[0];
    await until('the first attempt', async () => (await ticketsOf(bia.number)).length === 1);
    await until('it to be due again', async () => {
      await shop.app.database.owner.query(
        'UPDATE history_parts SET try_at = now() WHERE connection_id = $1',
        [connectionId],
      );
      return (await part())?.state === 'done';
    });
    await shop.app.database.owner.query('DROP TRIGGER dies ON history_parts; DROP FUNCTION keep_waiting');
    expect((await part())?.attempts).toBeGreaterThan(1);
    const tickets = await ticketsOf(bia.number);
    expect(tickets).toHaveLength(1);
    expect(await textsOf(tickets[0]?.id ?? '')).toEqual(asKept);
  });

  it('stay on the phone when nobody asked for them', async () => {
    const { phone, bia, connectionId } = await phoneWithPast();
    await linkPhone(shop.admin, connectionId, phone);
    await bia.sendText(phone, 'Hoje');
    await until('the text of today', async () => (await ticketsOf(bia.number)).length === 1);
    const [ticket] = await ticketsOf(bia.number);
    expect((await textsOf(ticket?.id ?? '')).map(([, text]) => text)).toEqual(['Hoje']);
    expect((await connectionOf(connectionId)).history).toBeNull();
  });
});
