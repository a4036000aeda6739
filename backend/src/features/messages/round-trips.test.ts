import { randomUUID } from 'node:crypto';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { beforeAll, describe, expect, it } from 'vitest';
import { roundTripsOf, statementsOf } from '../../../test/harness/count-round-trips.ts';
import { useShop } from '../../../test/harness/shop.ts';
import { stillChannel } from '../../../test/harness/still-channel.ts';
import { until } from '../../../test/harness/until.ts';
import { createLogger } from '../../core/logger.ts';
import { addOpenChannel, removeOpenChannel } from '../connections/open-channels.ts';
import { startDeliveries } from './deliver-messages.ts';

const { app, shop, ana, bia, write } = useShop('file');
let ticketId: string;

beforeAll(async () => {
  for (let index = 10; index < 20; index += 1) {
    const person = { phone: `55119876543${index}`, lid: null, pushName: `Maria ${index}` };
    await write({ person });
  }
  ticketId = (await list()).items[0]?.id ?? '';
});

const list = (query: { search?: string; cursor?: string } = {}) =>
  ana.api.call(ticketEndpoints.listTickets, { query: { tab: 'all', limit: 4, ...query } });
const messages = (query: { before?: string } = {}) =>
  ana.api.call(messageEndpoints.listMessages, { params: { ticketId }, query });

/** However many rows there are: the company, who is asking and what is asked for go together, and nothing is left open. */
describe('round trips of one request', () => {
  it.each([
    ['the list of tickets', 1, () => list()],
    ['a further page', 2, async () => list({ cursor: (await list()).nextCursor ?? undefined })],
    ['a search, which looks for people first', 2, () => list({ search: 'maria' })],
    ['the counts', 1, () => ana.api.call(ticketEndpoints.countTickets, {})],
    ['a conversation', 1, () => messages()],
  ])('%s: %i', async (_name, most, request) => {
    const statements = await statementsOf(ana, request);
    expect(statements.length, statements.join('\n')).toBe(most);
  });

  it("one more where nobody knows yet who asks, and as many for somebody who isn't the same any more", async () => {
    const count = () => bia.api.call(ticketEndpoints.countTickets, {});
    expect(await statementsOf(bia, count)).toHaveLength(2);
    expect(await statementsOf(bia, count)).toHaveLength(1);
    await app.database.owner.query(`UPDATE users SET name = 'Beatriz' WHERE id = $1`, [bia.id]);
    expect(await statementsOf(bia, count)).toHaveLength(2);
    expect(await statementsOf(bia, count)).toHaveLength(1);
  });
});

/** With what carries the news to other processes: a notification of Postgres where Redis isn't set. */
describe('statements of a reply', () => {
  it('are at most 8 from the click to the answer, and at most 8 from the queue to WhatsApp', async () => {
    await ana.api.call(ticketEndpoints.acceptTicket, { params: { ticketId } });
    const body = { clientId: randomUUID(), text: 'Claro!' };
    const request = await statementsOf(ana, () =>
      ana.api.call(messageEndpoints.sendMessage, { params: { ticketId }, body }),
    );
    expect(request.length, request.join('\n')).toBe(5);

    const channel = { ...stillChannel(shop.companyId, shop.connectionId), send: async () => new Date() };
    addOpenChannel(channel);
    const deliveries = startDeliveries(createLogger({ level: 'silent', name: 'test' }));
    const socket = await app.openSocket(ana);
    const delivery = await roundTripsOf(async (sofar) => {
      deliveries.wake(shop.connectionId);
      await socket.waitFor('message.updated');
      await deliveries.stop();
      await until('the news is on its way', () => sofar.some((text) => text.includes('pg_notify')));
    });
    socket.close();
    removeOpenChannel(channel);
    // Look, begin, change, read the ticket, store the news, commit, notify. One more moves the Signal keys on.
    expect(delivery.length, delivery.join('\n')).toBe(7);
  });
});
