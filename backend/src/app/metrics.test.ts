import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type TestPerson } from '../../test/harness/test-app.ts';
import { until } from '../../test/harness/until.ts';
import { freshNumber } from '../../test/harness/whatsapp-bench.ts';
import { serveMetrics } from '../core/metrics.ts';

const token = 'a token of twenty characters or more';
const customerNumber = freshNumber();
const text = `Segredo ${randomUUID()}`;

let mock: MockWhatsApp;
let app: TestApp;
let companyId: string;
let admin: TestPerson;

beforeAll(async () => {
  mock = await MockWhatsApp.start();
  app = await startTestApp({
    processes: ['web', 'worker', 'whatsapp'],
    environment: { WHATSAPP_WEB_URL: mock.url, METRICS_TOKEN: token },
  });
  companyId = await app.makeCompany();
  admin = await app.makePerson(companyId, 'admin');
});
afterAll(async () => {
  await app.stop();
  await mock.stop();
});

const scrape = (authorization?: string) =>
  fetch(`${app.url}/metrics`, { headers: authorization ? { authorization } : {} });
const page = async () => (await scrape(`Bearer ${token}`)).text();
/** The value of the line that begins so. */
const valueOf = async (begin: string): Promise<number> => {
  const line = (await page()).split('\n').find((candidate) => candidate.startsWith(begin));
  return line ? Number(line.split(' ').at(-1)) : Number.NaN;
};

describe('/metrics', () => {
  it('is for who has the token', async () => {
    for (const wrong of [undefined, 'Bearer ', `Bearer ${token}x`, token, `Bearer ${admin.token}`]) {
      const refused = await scrape(wrong);
      expect(refused.status, wrong).toBe(401);
      expect(await refused.text()).toBe('');
    }
    const answer = await scrape(`Bearer ${token}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain; version=');
  });

  it("isn't there without a token in the environment", async () => {
    const server = express().get('/metrics', serveMetrics(undefined, undefined)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    for (const authorization of ['Bearer ', 'Bearer undefined']) {
      const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { authorization } });
      expect(answer.status).toBe(404);
    }
    server.close();
  });

  it('counts a customer, an agent and what lies between, by kind and never by name', async () => {
    const phone = mock.addPhone({ number: freshNumber(), name: 'Padaria' });
    const customer = mock.addCustomer({ number: customerNumber, name: 'Maria' });
    const socket = await app.openSocket(admin);
    const { id: connectionId } = await admin.api.call(connectionEndpoints.createConnection, {
      body: { name: 'Loja' },
    });
    const params = { connectionId };
    await admin.api.call(connectionEndpoints.linkConnection, { params, body: { method: 'qr' } });
    const { connection } = await socket.waitFor(
      'connection.updated',
      (data) => data.connection.link !== null,
    );
    await phone.scanQr(connection.link?.value ?? '');
    await socket.waitFor('connection.updated', (data) => data.connection.state === 'connected');
    await customer.sendText(phone, text);
    await socket.waitFor('message.created');
    await admin.api.call(ticketEndpoints.listTickets, { query: { tab: 'waiting' } });
    await admin.api
      .call(connectionEndpoints.getConnection, { params: { connectionId: randomUUID() } })
      .catch(() => undefined);

    const request = 'ticketz_http_request_duration_seconds_count';
    expect(await valueOf(`${request}{method="GET",route="/api/tickets",status="200"}`)).toBe(1);
    const missing = `${request}{method="GET",route="/api/connections/:connectionId",status="404"}`;
    expect(await valueOf(missing)).toBe(1);
    expect(
      await valueOf('ticketz_unit_of_work_duration_seconds_count{scope="company",result="committed"}'),
    ).toBeGreaterThan(3);
    expect(await valueOf('ticketz_messages_total{kind="inbound"}')).toBe(1);
    expect(await valueOf('ticketz_sockets')).toBe(1);
    expect(await valueOf('ticketz_connections{state="connected"}')).toBe(1);
    expect(await valueOf('ticketz_inbox_waiting')).toBe(0);
    expect(await valueOf('ticketz_messages_queued')).toBe(0);
    expect(await valueOf('ticketz_delivery_lag_seconds')).toBe(0);
    expect(await valueOf('ticketz_database_connections{state="idle"}')).toBeGreaterThanOrEqual(0);
    expect(await valueOf('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    await until('a job', async () => (await page()).includes('ticketz_job_duration_seconds_count{job='));
    await until('the journal', async () => (await valueOf('ticketz_journal_unhandled')) === 0);
    const told = await page();
    for (const secret of [
      companyId,
      admin.id,
      connectionId,
      customerNumber,
      phone.number,
      'Maria',
      text,
      token,
    ]) {
      expect(told).not.toContain(secret);
    }
    expect(told).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    socket.close();
  });

  it('has one line for all paths that somebody makes up', async () => {
    for (let path = 0; path < 5; path += 1) await fetch(`${app.url}/api/${randomUUID()}`);
    const invented = 'ticketz_http_request_duration_seconds_count{method="GET",route="other",status="404"}';
    expect(await valueOf(invented)).toBe(5);
  });
});

describe('/health/ready', () => {
  it('names each part', async () => {
    const ready = await fetch(`${app.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      status: 'ok',
      checks: { database: 'ok', worker: 'ok', whatsapp: 'ok' },
    });
  });

  it('says no while the tables are older than the code', async () => {
    await app.database.owner.query("UPDATE migrations SET name = 'away' WHERE name = '0001-foundation'");
    const answer = await fetch(`${app.url}/health/ready`);
    await app.database.owner.query("UPDATE migrations SET name = '0001-foundation' WHERE name = 'away'");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ checks: { database: 'not migrated', whatsapp: 'ok' } });
  });
});
