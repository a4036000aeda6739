import { randomUUID } from 'node:crypto';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countRoundTrips } from '../../../test/harness/count-round-trips.ts';
import { inboundText } from '../../../test/harness/inbound.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../../test/harness/test-app.ts';
import { until } from '../../../test/harness/until.ts';
import type { ChannelMessage } from '../connections/channel.ts';
import { receiveMessage, receiveMessages } from './receive-message.ts';
import { Receiver } from './receiver.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

interface Shop {
  companyId: string;
  connectionId: string;
  admin: TestPerson;
}

async function makeShop(): Promise<Shop> {
  const companyId = await app.makeCompany();
  const connectionId = await app.makeConnection(companyId);
  return { companyId, connectionId, admin: await app.makePerson(companyId, 'admin') };
}

const ticketsOf = async ({ admin }: Shop) =>
  (await admin.api.call(ticketEndpoints.listTickets, { query: { tab: 'all' } })).items;
const textsOf = async ({ admin }: Shop, ticketId: string) =>
  (
    await admin.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: { limit: 100 } })
  ).items.map(({ kind, direction, text }) => `${direction} ${kind} ${text}`);

/** What an agent sees of a shop, without ids. */
async function seen(shop: Shop) {
  const tickets = await ticketsOf(shop);
  return Promise.all(
    tickets
      .toSorted((one, other) => one.number - other.number)
      .map(async ({ id, number, status, unreadCount, lastMessage, contact, lastMessageAt }) => ({
        number,
        status,
        unreadCount,
        last: lastMessage?.text,
        lastMessageAt,
        name: contact.name,
        texts: await textsOf(shop, id),
      })),
  );
}

const person = (who: number, { renamed = false } = {}) => ({
  phone: `5511988880${who}00`,
  lid: null,
  pushName: renamed ? `Person ${who}, renamed` : `Person ${who}`,
});
const second = (at: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, at));

const step = fc.record({
  who: fc.integer({ min: 1, max: 4 }),
  /** One of few ids, so that the same message comes again. */
  id: fc.integer({ min: 1, max: 12 }),
  at: fc.integer({ min: 0, max: 50 }),
  readable: fc.boolean(),
  renamed: fc.boolean(),
  fromPhone: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const toMessage = ({ companyId, connectionId }: Shop, { who, id, at, readable, renamed, fromPhone }: Step) =>
  inboundText({
    companyId,
    connectionId,
    channelMessageId: `${who}-${id}`,
    person: person(who, { renamed }),
    direction: fromPhone ? 'outbound' : 'inbound',
    kind: readable ? 'text' : 'undecryptable',
    text: readable ? `text ${id}` : '',
    sentAt: second(at),
  });

describe('Messages that are taken together', () => {
  it('end as they do one by one, however they are put together (pitfalls 3, 4, 5)', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 25, maxLength: 25 }),
        async (steps, sizes) => {
          const [single, together] = [await makeShop(), await makeShop()];
          for (const one of steps) await receiveMessage(toMessage(single, one));
          for (const batch of cut(steps, sizes)) {
            await receiveMessages(batch.map((one) => toMessage(together, one)));
          }
          expect(await seen(together)).toEqual(await seen(single));
        },
      ),
      { numRuns: 10 },
    );
  });

  it('tell browsers of each message once, and of each ticket as it is in the end', async () => {
    const shop = await makeShop();
    const from = (who: number, text: string) =>
      inboundText({ ...shop, person: person(who), text, sentAt: second(1) });
    await receiveMessages([from(1, 'first'), from(2, 'first')]);
    const socket = await app.openSocket(shop.admin);
    await receiveMessages([from(1, 'a'), from(2, 'b'), from(1, 'c')]);
    await until(
      'the last event',
      () => socket.events.filter((event) => event.type === 'ticket.updated').length === 2,
    );
    const created = socket.events.flatMap((event) =>
      event.type === 'message.created' ? [event.data.message.text] : [],
    );
    const tickets = socket.events.flatMap((event) =>
      event.type === 'ticket.updated'
        ? [[event.data.ticket.unreadCount, event.data.ticket.lastMessage?.text]]
        : [],
    );
    expect(created).toEqual(['a', 'b', 'c']);
    expect(tickets).toEqual([
      [3, 'c'],
      [2, 'b'],
    ]);
    socket.close();
  });

  it('take no more round trips than one message does', async () => {
    const shop = await makeShop();
    const batch = (count: number) =>
      Array.from({ length: count }, (_, index) => inboundText({ ...shop, person: person(index % 4) }));
    await receiveMessages(batch(4));
    const one = await countRoundTrips(() => receiveMessages(batch(1)));
    expect(await countRoundTrips(() => receiveMessages(batch(20)))).toBe(one);
  });

  it('are all stored or none: one that can not be stored leaves no half of the others', async () => {
    const shop = await makeShop();
    const good = inboundText({ ...shop, person: person(1) });
    const bad: ChannelMessage = { ...inboundText({ ...shop, person: person(2) }), text: 'nul \u0000' };
    await expect(receiveMessages([good, bad])).rejects.toThrow();
    expect(await ticketsOf(shop)).toEqual([]);
  });

  it('never end unseen in a ticket that is being closed', async () => {
    const shop = await makeShop();
    await receiveMessage(inboundText({ ...shop, person: person(1) }));
    for (let round = 0; round < 10; round += 1) {
      const [ticket] = await ticketsOf(shop);
      const params = { ticketId: ticket?.id ?? '' };
      await Promise.allSettled([
        shop.admin.api.call(ticketEndpoints.closeTicket, { params }),
        receiveMessage(inboundText({ ...shop, person: person(1), text: `round ${round}` })),
      ]);
      const [after] = await ticketsOf(shop);
      if (after?.status !== 'closed') continue;
      // Closed is right only where the text was there first.
      const { rows } = await app.database.owner.query<{ first: boolean }>(
        `SELECT m.created_at <= t.closed_at AS first FROM tickets t
           JOIN messages m ON m.company_id = t.company_id AND m.ticket_id = t.id
          WHERE m.text = $1 AND t.company_id = $2`,
        [`round ${round}`, shop.companyId],
      );
      expect(rows).toEqual([{ first: true }]);
      await receiveMessage(inboundText({ ...shop, person: person(1), text: 'again' }));
    }
  });
});

describe('messages of several connections of a company', () => {
  const reader = { readVote: () => null, readSealed: () => null };

  it('go together, each into the conversation on its own connection', async () => {
    const shop = await makeShop();
    const connections = [shop.connectionId];
    for (let more = 0; more < 4; more += 1) connections.push(await app.makeConnection(shop.companyId));
    const receiver = new Receiver();
    const send = (text: string) =>
      Promise.all(
        connections.map((connectionId, index) =>
          receiver.receive(
            [inboundText({ ...shop, connectionId, person: person(1), text: `${text} ${index}` })],
            reader,
          ),
        ),
      );
    await send('first');
    // The first one alone, and what came meanwhile: two transactions.
    expect(await countRoundTrips(async () => void (await send('second')))).toBeLessThanOrEqual(2 * 7);
    const texts = await Promise.all((await ticketsOf(shop)).map(({ id }) => textsOf(shop, id)));
    expect(texts.toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual(
      connections.map((_, index) => [`inbound text first ${index}`, `inbound text second ${index}`]),
    );
  });

  it('fail alone where one can not be stored', async () => {
    const shop = await makeShop();
    const good = inboundText({ ...shop, person: person(1), text: 'good' });
    const bad = inboundText({ ...shop, connectionId: randomUUID(), person: person(2), text: 'bad' });
    const receiver = new Receiver();
    const begun = receiver.receive([inboundText({ ...shop, person: person(3), text: 'begun' })], reader);
    const results = await Promise.allSettled([
      begun,
      receiver.receive([bad], reader),
      receiver.receive([good], reader),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(new Set((await ticketsOf(shop)).map(({ lastMessage }) => lastMessage?.text))).toEqual(
      new Set(['begun', 'good']),
    );
    await receiver.receive([inboundText({ ...shop, person: person(1), text: 'after' })], reader);
    expect((await ticketsOf(shop)).map(({ lastMessage }) => lastMessage?.text)).toContain('after');
  });
});

function cut(steps: Step[], sizes: number[]): Step[][] {
  const batches: Step[][] = [];
  let from = 0;
  for (const size of sizes) {
    if (from < steps.length) batches.push(steps.slice(from, from + size));
    from += size;
  }
  return batches;
}
