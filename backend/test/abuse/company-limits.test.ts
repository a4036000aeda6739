import { randomUUID } from 'node:crypto';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { delay } from '../../src/core/clock.ts';
import { type CompanyLimits, createCompanyLimits } from '../../src/core/company-limits.ts';
import { receiveMessage } from '../../src/features/messages/receive-message.ts';
import { callEndpoint } from '../generated/call-endpoint.ts';
import { ApiFailure } from '../harness/api-client.ts';
import { inboundText } from '../harness/inbound.ts';
import { openListeningSocket } from '../harness/listening-socket.ts';
import { startTestApp, type TestApp, type TestPerson } from '../harness/test-app.ts';
import { until } from '../harness/until.ts';

const settings = {
  LIMIT_USER_REQUESTS: 20,
  LIMIT_COMPANY_REQUESTS: 35,
  LIMIT_COMPANY_SENDS: 5,
  LIMIT_USER_SOCKETS: 3,
  LIMIT_COMPANY_SOCKETS: 5,
};

let app: TestApp;
let companyId: string;
let ana: TestPerson;
let bia: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  app = await startTestApp({
    environment: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
  });
});
afterAll(() => app.stop());
beforeEach(async () => {
  companyId = await app.makeCompany();
  ana = await app.makePerson(companyId);
  bia = await app.makePerson(companyId, 'agent', 'Bia');
  other = await app.makePerson(await app.makeCompany('Another shop'));
});

const count = ({ token }: TestPerson) => callEndpoint(app.url, ticketEndpoints.countTickets, { token });
const statuses = (answers: { status: number }[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

describe("30. one company's load must not slow the others", () => {
  const taken = async (limited: CompanyLimits, people: number, each: number) => {
    const takes = Array.from({ length: people * each }, (_, index) =>
      limited.takeRequest({ companyId: 'a shop', userId: `person ${index % people}`, sessionId: '' }),
    );
    const results = await Promise.allSettled(takes);
    return results.filter(({ status }) => status === 'fulfilled').length;
  };

  it('lets exactly as many requests through as the limits say, of a person and of a company', async () => {
    expect(await taken(createCompanyLimits(settings), 1, 30)).toBe(20);
    expect(await taken(createCompanyLimits(settings), 3, 15)).toBe(35);
  });

  it('says no slowly, to as many as wait for it, and lets the next second in', async () => {
    const limited = createCompanyLimits(settings);
    const start = performance.now();
    expect(await taken(limited, 1, 21)).toBe(20);
    expect(performance.now() - start).toBeGreaterThan(900);
    expect(await taken(limited, 1, 1)).toBe(1);
  });

  it('says when to come back', async () => {
    const limited = createCompanyLimits({ ...settings, LIMIT_USER_REQUESTS: 1 });
    const claims = { companyId: 'a shop', userId: 'somebody', sessionId: '' };
    await limited.takeRequest(claims);
    const refused = { code: 'rate_limited', details: { retryAfterSeconds: 1 } };
    await expect(limited.takeRequest(claims)).rejects.toMatchObject(refused);
    await limited.takeRequest({ ...claims, userId: 'a colleague' });
  });

  it('answers everybody else while one company floods', async () => {
    const flood = { on: true };
    let refused = 0;
    const flooders = Array.from({ length: 20 }, async () => {
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
      await delay(60);
    }
    flood.on = false;
    await Promise.all(flooders);
    expect(statuses(answers, 200)).toBe(40);
    expect(refused).toBeGreaterThan(0);
    const sorted = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
    // The flood comes from this very process, so this says only that nobody waits in a line with it.
    expect(sorted[37]).toBeLessThan(3_000);
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
