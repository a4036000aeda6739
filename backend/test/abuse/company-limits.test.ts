import { randomUUID } from 'node:crypto';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { delay } from '../../src/core/clock.ts';
import { receiveMessage } from '../../src/features/messages/receive-message.ts';
import { callEndpoint } from '../generated/call-endpoint.ts';
import { ApiFailure } from '../harness/api-client.ts';
import { inboundText } from '../harness/inbound.ts';
import { openListeningSocket } from '../harness/listening-socket.ts';
import { startTestApp, type TestApp, type TestPerson } from '../harness/test-app.ts';
import { until } from '../harness/until.ts';

const limits = {
  LIMIT_USER_REQUESTS: '60',
  LIMIT_COMPANY_REQUESTS: '100',
  LIMIT_COMPANY_SENDS: '5',
  LIMIT_USER_SOCKETS: '3',
  LIMIT_COMPANY_SOCKETS: '5',
};

let app: TestApp;
let companyId: string;
let ana: TestPerson;
let bia: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  app = await startTestApp({ environment: limits });
});
afterAll(() => app.stop());
beforeEach(async () => {
  companyId = await app.makeCompany();
  ana = await app.makePerson(companyId);
  bia = await app.makePerson(companyId, 'agent', 'Bia');
  other = await app.makePerson(await app.makeCompany('Another shop'));
});

const count = ({ token }: TestPerson) => callEndpoint(app.url, ticketEndpoints.countTickets, { token });
const floodBy = (person: TestPerson, calls: number) =>
  Promise.all(Array.from({ length: calls }, () => count(person)));
const statuses = (answers: { status: number }[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

describe("30. one company's load must not slow the others", () => {
  it('lets exactly as many requests of one person through as the limit says, and says when to come back', async () => {
    const answers = await floodBy(ana, 90);
    expect([statuses(answers, 200), statuses(answers, 429)]).toEqual([60, 30]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({
      error: { code: 'rate_limited', details: { retryAfterSeconds: expect.any(Number) } },
    });
    expect((await count(bia)).status).toBe(200);
  });

  it("counts a company's people together", async () => {
    const people = [ana, bia, await app.makePerson(companyId, 'admin')];
    const answers = (await Promise.all(people.map((person) => floodBy(person, 50)))).flat();
    expect([statuses(answers, 200), statuses(answers, 429)]).toEqual([100, 50]);
  });

  it('answers everybody else while one company floods', async () => {
    const flood = { on: true };
    let refused = 0;
    const flooders = Array.from({ length: 10 }, async () => {
      while (flood.on) {
        const answer = await count(ana);
        refused += statuses([answer], 429);
      }
    });
    const answers: { status: number; ms: number }[] = [];
    for (let call = 0; call < 40; call += 1) {
      const start = performance.now();
      const { status } = await count(other);
      answers.push({ status, ms: performance.now() - start });
      await delay(20);
    }
    flood.on = false;
    await Promise.all(flooders);
    expect(statuses(answers, 200)).toBe(40);
    expect(refused).toBeGreaterThan(20);
    const sorted = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
    // The flood comes from this very process, so this says only that nobody waits in a line with it.
    expect(sorted[37]).toBeLessThan(1_000);
  });

  it('takes no more messages from a company than the limit, and loses none that it took', async () => {
    const connectionId = await app.makeConnection(companyId);
    await receiveMessage(inboundText({ companyId, connectionId }));
    const { items } = await ana.api.call(ticketEndpoints.listTickets, { query: { tab: 'waiting' } });
    const params = { ticketId: items[0]?.id ?? '' };
    await ana.api.call(ticketEndpoints.acceptTicket, { params });
    const send = (number: number) =>
      ana.api
        .call(messageEndpoints.sendMessage, { params, body: { clientId: randomUUID(), text: `${number}` } })
        .then(
          () => 'taken',
          (error: unknown) => (error instanceof ApiFailure ? error.code : String(error)),
        );
    const answers = await Promise.all(Array.from({ length: 9 }, (_, number) => send(number)));
    expect(answers.toSorted()).toEqual([...Array(4).fill('rate_limited'), ...Array(5).fill('taken')]);
    const page = await ana.api.call(messageEndpoints.listMessages, { params, query: {} });
    expect(page.items.filter(({ direction }) => direction === 'outbound')).toHaveLength(5);
  });

  it('opens no more sockets than the limits, and as many again when some have gone', async () => {
    const open = ({ token }: TestPerson) => openListeningSocket(app.url, { token });
    const sockets = await Promise.all([open(ana), open(ana), open(ana)]);
    await expect(open(ana)).rejects.toThrow('rate_limited');
    sockets.push(await open(bia), await open(bia));
    await expect(open(bia)).rejects.toThrow('rate_limited');
    sockets.push(await open(other));
    sockets[0]?.raw.close();
    await until('the place to be free', () =>
      open(ana).then(
        (socket) => sockets.push(socket) > 0,
        () => false,
      ),
    );
    for (const { raw } of sockets) raw.close();
  });
});
