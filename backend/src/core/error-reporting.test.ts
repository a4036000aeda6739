import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../test/harness/test-database.ts';
import { createErrorReporter, type ErrorReporter, scrub } from './error-reporting.ts';
import { createLogger, type Logger } from './logger.ts';

const quiet = new Writable({ write: (_chunk, _encoding, done) => done() });
const message = 'Olá, meu nome é Maria da Conceição';
const phone = '5511987654321';

let received: { path: string; body: string }[];
let server: Server;
let reporter: ErrorReporter;
let logger: Logger;

beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      received.push({ path: request.url ?? '', body });
      response.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const dsn = `http://0123456789abcdef@127.0.0.1:${port}/42`;
  reporter = await createErrorReporter({ dsn, environment: 'test', release: '1.2.3' });
  logger = createLogger({ level: 'silent', name: 'test', destination: quiet, onError: reporter.report });
  logger.level = 'error';
});
afterEach(() => {
  server.close();
});

function raise(words: string): never {
  throw new Error(words);
}

/** What was sent, once all of it has been. */
async function sent(): Promise<string> {
  await reporter.close();
  return received.map(({ body }) => body).join('\n');
}

describe('error reports', () => {
  it('reach the endpoint of the DSN with kind, place, sentence and release', async () => {
    logger.error({ err: new TypeError('Cannot read properties of undefined') }, 'A request failed');
    const body = await sent();
    expect(received).toHaveLength(1);
    expect(received[0]?.path).toMatch(/^\/api\/42\/envelope\/\?.*sentry_key=0123456789abcdef/);
    const event = JSON.parse(body.split('\n')[2] ?? '');
    expect(event).toMatchObject({
      environment: 'test',
      release: '1.2.3',
      transaction: 'A request failed',
      exception: { values: [{ type: 'TypeError', value: 'Cannot read properties of undefined' }] },
    });
    const frames: { filename: string; lineno: number }[] = event.exception.values[0].stacktrace.frames;
    expect(frames.at(-1)?.filename).toContain('error-reporting.test.ts');
    expect(frames.at(-1)?.lineno).toBeGreaterThan(0);
  });

  it('are of errors only, one for each in a minute, and not for the request log', async () => {
    const error = new Error('Once');
    for (let time = 0; time < 5; time += 1)
      logger.error({ err: error, companyId: randomUUID() }, 'It failed');
    logger.warn({ err: new Error('Known') }, 'It will be tried again');
    logger.error({ err: new Error('failed with status code 500'), res: {} }, 'request errored');
    logger.error('No error at all');
    await sent();
    expect(received).toHaveLength(1);
  });

  it('stop at thirty in a minute, whatever comes', async () => {
    for (let time = 0; time < 100; time += 1) logger.error({ err: new Error('Many') }, `Kind ${time}`);
    await sent();
    expect(received).toHaveLength(30);
  });

  it('hold no text, number, address or secret of anybody', async () => {
    const token = `eyJhbGciOiJIUzI1NiJ9.${randomUUID().replaceAll('-', '')}.c2lnbmF0dXJl`;
    const failures = [
      () => JSON.parse(`{"text": ${message}}`),
      () => JSON.parse(message),
      () => new URL(message),
      () => decodeURIComponent(`%${message}`),
      () => BigInt(message),
      () => raise(`No contact ${phone} (+55 11 98765-4321), ${phone}@s.whatsapp.net`),
      () => raise(`Can't send "${message}" to maria@example.com at https://example.com/?t=${token}`),
      () => raise(`Refused: ${token}`),
      () => {
        throw new Error('Outer', { cause: new Error(`Inner '${message}' ${phone}`) });
      },
    ];
    for (const [number, fail] of failures.entries()) {
      try {
        fail();
      } catch (error) {
        logger.error(
          { err: error, text: message, phone, token, req: { url: `/x?${token}` } },
          `Failure ${number}`,
        );
      }
    }
    const body = await sent();
    expect(received).toHaveLength(failures.length);
    for (const secret of [message, 'Maria', 'Conceição', phone, '98765', 'maria@', token, 'c2lnbmF0']) {
      expect(body, secret).not.toContain(secret);
    }
  });

  it("hold nothing of what the database was given, only the database's code", async () => {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    for (const sql of [
      `INSERT INTO companies (id, name) VALUES ('${message}', 'x')`,
      `SELECT ${phone}::integer`,
      `INSERT INTO companies (name, settings) VALUES ('${message}', '[]')`,
    ]) {
      const error: unknown = await client.query(sql).catch((refused: unknown) => refused);
      logger.error({ err: error }, `Refused ${sql.length}`);
    }
    await client.end();
    await database.drop();
    const body = await sent();
    expect(received).toHaveLength(3);
    expect(body).toContain('code: 22P02');
    expect(body).toContain('constraint: companies_settings_check');
    for (const secret of [message, 'Maria', phone, 'INSERT']) expect(body, secret).not.toContain(secret);
  });

  it('never stand in the way when nobody listens', async () => {
    server.close();
    logger.error({ err: new Error('Lost') }, 'It failed');
    await reporter.close();
  });
});

describe('scrub', () => {
  it('leaves our own sentences as they are', () => {
    for (const own of ['Not in a unit of work: use withCompany or asSystem', 'The state can not be stored']) {
      expect(scrub(own)).toBe(own);
    }
  });
});
