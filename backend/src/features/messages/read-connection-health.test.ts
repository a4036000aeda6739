import { randomBytes } from 'node:crypto';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inboundText } from '../../../test/harness/inbound.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../../test/harness/test-app.ts';
import { until } from '../../../test/harness/until.ts';
import { freshNumber } from '../../../test/harness/whatsapp-bench.ts';
import { receiveMessage } from './receive-message.ts';

let mock: MockWhatsApp;
let app: TestApp;
let companyId: string;
let connectionId: string;
let admin: TestPerson;

beforeAll(async () => {
  mock = await MockWhatsApp.start();
  app = await startTestApp({ processes: ['web', 'whatsapp'], environment: { WHATSAPP_WEB_URL: mock.url } });
});
afterAll(async () => {
  await app.stop();
  await mock.stop();
});
beforeEach(async () => {
  companyId = await app.makeCompany();
  connectionId = await app.makeConnection(companyId);
  admin = await app.makePerson(companyId, 'admin');
});

const health = (id = connectionId) =>
  admin.api.call(connectionEndpoints.connectionHealth, { params: { connectionId: id } });

async function event(state: string, reason: string | null, age: string, linkMethod?: string): Promise<void> {
  await app.database.owner.query(
    `INSERT INTO connection_events (company_id, connection_id, state, reason, link_method, at)
     VALUES ($1, $2, $3, $4, $5, now() - $6::interval)`,
    [companyId, connectionId, state, reason, linkMethod ?? null, age],
  );
}

/** A message of the given age. `change` sets more of its columns. */
async function message(age: string, direction: 'inbound' | 'outbound', change = ''): Promise<void> {
  const told = inboundText({ companyId, connectionId, direction });
  await receiveMessage(told);
  await app.database.owner.query(
    `UPDATE messages SET created_at = now() - $2::interval,
            id = overlay(id::text PLACING uuidv7(-$2::interval)::text FROM 1)::uuid ${change}
      WHERE channel_message_id = $1`,
    [told.channelMessageId, age],
  );
}

describe('connectionHealth', () => {
  it('is all zeros for a new connection', async () => {
    expect(await health()).toEqual({
      state: 'unlinked',
      reason: null,
      stateSince: null,
      connectedAt: null,
      lastInboundAt: null,
      lastOutboundAt: null,
      messagesPerMinute: { fiveMinutes: { inbound: 0, outbound: 0 }, hour: { inbound: 0, outbound: 0 } },
      queued: 0,
      waiting: 0,
      reconnects: 0,
      sendingLimits: 0,
      events: [],
    });
  });

  it('says how many messages a minute come and go', async () => {
    await message('1 minute', 'inbound');
    await message('2 minutes', 'outbound');
    for (const age of ['10 minutes', '50 minutes']) await message(age, 'inbound');
    for (const age of ['2 hours', '30 hours']) await message(age, 'outbound');
    expect((await health()).messagesPerMinute).toEqual({
      fiveMinutes: { inbound: 1 / 5, outbound: 1 / 5 },
      hour: { inbound: 3 / 60, outbound: 1 / 60 },
    });
  });

  it('says what waits, and how often WhatsApp limited the sending today', async () => {
    await message('3 days', 'outbound', ", status = 'queued'");
    const limited = ", status = 'failed', failure_reason = 'sending_limit'";
    await message('20 hours', 'outbound', limited);
    await message('30 hours', 'outbound', limited);
    for (const handled of [true, false]) {
      await app.database.owner.query(
        `INSERT INTO whatsapp_journal (company_id, connection_id, ciphertext_hash, sealed, handled_at)
         VALUES ($1, $2, $3, '', CASE WHEN $4 THEN now() END)`,
        [companyId, connectionId, randomBytes(32), handled],
      );
    }
    expect(await health()).toMatchObject({ queued: 1, waiting: 1, sendingLimits: 1 });
  });

  it("counts a day's reconnects, not the linking, and keeps the newest events", async () => {
    await event('connected', null, '30 hours');
    await event('connected', null, '20 hours', 'qr');
    for (let hour = 19; hour > 8; hour -= 1) {
      await event('reconnecting', 'network', `${hour} hours`);
      await event('connected', null, `${hour} hours -1 minute`);
    }
    const { reconnects, events } = await health();
    expect(reconnects).toBe(11);
    expect(events).toHaveLength(20);
    expect(events.slice(0, 2)).toMatchObject([
      { state: 'connected', reason: null },
      { state: 'reconnecting', reason: 'network' },
    ]);
    expect(await asked(await app.makePerson(companyId, 'agent'))).toMatchObject({ code: 'forbidden' });
    const stranger = await app.makePerson(await app.makeCompany(), 'admin');
    expect(await asked(stranger)).toMatchObject({ code: 'not_found' });
  });

  it('tells what a real connection went through', async () => {
    const phone = mock.addPhone({ number: freshNumber(), name: 'Padaria' });
    const socket = await app.openSocket(admin);
    const params = { connectionId };
    await admin.api.call(connectionEndpoints.linkConnection, { params, body: { method: 'qr' } });
    const { connection } = await socket.waitFor(
      'connection.updated',
      (data) => data.connection.link !== null,
    );
    await phone.scanQr(connection.link?.value ?? '');
    await until('connected', async () => (await health()).state === 'connected');
    expect(await health()).toMatchObject({ reconnects: 0 });
    mock.faults.dropConnection({ phone });
    await until('back', async () => (await health()).reconnects === 1);
    const seen = await health();
    expect(seen.stateSince).toBe(seen.events[0]?.at);
    // On a busy machine an attempt may fail, which is one more line of the same.
    const states = seen.events.map(({ state }) => state);
    expect(states.filter((state, index) => state !== states[index - 1]).slice(0, 4)).toEqual([
      'connected',
      'reconnecting',
      'connected',
      'starting',
    ]);
    socket.close();
  });
});

function asked(person: TestPerson): Promise<unknown> {
  return person.api
    .call(connectionEndpoints.connectionHealth, { params: { connectionId } })
    .catch((error: unknown) => error);
}
