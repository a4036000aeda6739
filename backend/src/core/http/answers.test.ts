import { request } from 'node:http';
import { Writable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inboundText } from '../../../test/harness/inbound.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../../test/harness/test-app.ts';
import { until } from '../../../test/harness/until.ts';
import { receiveMessage } from '../../features/messages/receive-message.ts';
import { createLogger } from '../logger.ts';

let app: TestApp;
let ana: TestPerson;
let log = '';

beforeAll(async () => {
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log += chunk.toString();
      done();
    },
  });
  app = await startTestApp({ logger: createLogger({ level: 'debug', name: 'test', destination }) });
  const companyId = await app.makeCompany();
  ana = await app.makePerson(companyId);
  const connectionId = await app.makeConnection(companyId);
  for (const phone of ['5511987650001', '5511987650002', '5511987650003', '5511987650004']) {
    await receiveMessage(
      inboundText({ companyId, connectionId, person: { phone, lid: null, pushName: 'Zé' } }),
    );
  }
});
afterAll(() => app.stop());

/** Without what `fetch` does by itself. */
function ask(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      const asking = request(
        `${app.url}/api${path}`,
        { headers: { authorization: `Bearer ${ana.token}`, ...headers } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      asking.once('error', reject);
      asking.end();
    },
  );
}
const list = '/tickets?tab=all';

describe('answers of the API', () => {
  it('are compressed for who takes it, and are the same', async () => {
    const plain = await ask(list);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const parsed = ticketEndpoints.listTickets.response.parse(JSON.parse(plain.body.toString('utf8')));
    expect(parsed.items).toHaveLength(4);
    for (const accepted of ['gzip', 'br, gzip;q=0.8', 'deflate, gzip, br']) {
      const packed = await ask(list, { 'accept-encoding': accepted });
      expect(packed.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'content-encoding': 'gzip',
        'content-length': String(packed.body.length),
        vary: 'Accept-Encoding',
        'cache-control': 'no-store',
      });
      expect(packed.headers.etag).toBeUndefined();
      expect(gunzipSync(packed.body)).toEqual(plain.body);
    }
  });

  it("aren't for who refuses it, nor when they are short", async () => {
    for (const accepted of ['gzip;q=0', 'gzip; q=0.0, br', 'identity', 'br']) {
      const { headers } = await ask(list, { 'accept-encoding': accepted });
      expect(headers['content-encoding'], accepted).toBeUndefined();
    }
    const counts = await ask('/ticket-counts', { 'accept-encoding': 'gzip' });
    expect(counts.headers['content-encoding']).toBeUndefined();
  });
});

describe('the log of requests', () => {
  const lineOf = async (id: unknown) => {
    const find = () => log.split('\n').find((line) => line.includes(String(id)));
    await until('the line of a request', () => find() !== undefined);
    return JSON.parse(find() ?? '');
  };

  it('tells which, how it went and how long it took, not what was asked for', async () => {
    const { headers } = await ask(`${list}&search=segredo`);
    const id = headers['x-request-id'];
    const line = await lineOf(id);
    expect(line).toMatchObject({
      level: 'debug',
      req: { id, method: 'GET', path: '/api/tickets' },
      res: { status: 200 },
    });
    expect(line.responseTime).toBeGreaterThanOrEqual(0);
    expect(log).not.toContain('segredo');
    expect(log).not.toContain(ana.token);
  });

  it('tells refusals louder', async () => {
    const { headers, status } = await ask('/nowhere');
    expect(status).toBe(404);
    expect(await lineOf(headers['x-request-id'])).toMatchObject({ level: 'info', res: { status: 404 } });
  });
});
