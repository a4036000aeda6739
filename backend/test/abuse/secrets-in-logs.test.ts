import { randomBytes, randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { authEndpoints } from '@ticketz/contract/auth';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { userEndpoints } from '@ticketz/contract/users';
import { hashSync } from 'bcrypt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/core/logger.ts';
import { createAccessTokens } from '../../src/features/auth/access-token.ts';
import { receiveMessage } from '../../src/features/messages/receive-message.ts';
import { callEndpoint, paramNames } from '../generated/call-endpoint.ts';
import { endpoints } from '../generated/endpoints.ts';
import { sampleOf, toSchema } from '../generated/sample.ts';
import { type CompanyWorld, createWorldMaker } from '../generated/world.ts';
import { createBrowser } from '../harness/browser.ts';
import { inboundText } from '../harness/inbound.ts';
import { openListeningSocket } from '../harness/listening-socket.ts';
import { startTestApp, type TestApp } from '../harness/test-app.ts';
import { until } from '../harness/until.ts';

const jwtSecret = randomBytes(40).toString('base64url');
const appKey = randomBytes(32).toString('base64');
const mark = () => `mark${randomBytes(12).toString('hex')}`;
/** What must never be in a log, by what it is. */
const secrets = new Map<string, string>();
const secret = (name: string, value = mark()): string => {
  secrets.set(name, value);
  return value;
};

let app: TestApp;
let world: CompanyWorld;
let log = '';

/** Everything that the process logs, at the most talkative level. */
const destination = new Writable({
  write(chunk: Buffer, _encoding, done) {
    log += chunk.toString();
    done();
  },
});

beforeAll(async () => {
  const logger = createLogger({ level: 'trace', name: 'test', destination });
  const environment = { JWT_SECRET: jwtSecret, APP_KEY: appKey, LOG_LEVEL: 'trace' };
  app = await startTestApp({ logger, environment });
  world = await createWorldMaker(app.database.owner, createAccessTokens(jwtSecret)).make({ operator: true });
  secret('the key of the tokens', jwtSecret);
  secret('the key of the sessions', appKey);
  secret("the database's password", new URL(app.database.url).password || mark());
});
afterAll(() => app.stop());

describe('29. secrets in logs', () => {
  it('calls every endpoint, well and badly', async () => {
    for (const [name, endpoint] of endpoints) {
      const params = Object.fromEntries(paramNames(endpoint).map((id) => [id, world.ids[id] ?? '']));
      const sample = endpoint.body && (sampleOf(toSchema(endpoint.body, 'input'), world.ids) as object);
      const body = sample && marked(sample, name);
      const token = world.people.super?.token ?? '';
      secret('an access token', token);
      await callEndpoint(app.url, endpoint, { params, body, token });
      await callEndpoint(app.url, endpoint, {
        params,
        body: body && { ...body, extra: secret(`extra of ${name}`) },
        token,
      });
      await callEndpoint(app.url, endpoint, { params, body, token: secret(`bad token for ${name}`) });
      if (endpoint.body)
        await sendBroken(endpoint.method, endpoint.path, token, secret(`broken JSON for ${name}`));
    }
    expect(secrets.size).toBeGreaterThan(80);
  });

  it('logs in, goes wrong, refreshes, changes the password, opens sockets', async () => {
    const email = 'logs@example.com';
    const password = secret('a password');
    const person = await app.makePerson(await app.makeCompany());
    await app.database.owner.query('UPDATE users SET email = $2, password_hash = $3 WHERE id = $1', [
      person.id,
      email,
      hashSync(password, 4),
    ]);
    const browser = createBrowser(app.url);
    await browser.send(authEndpoints.logIn, { body: { email, password: secret('a wrong password') } });
    const { accessToken } = await browser.logIn(email, password);
    secret('a refresh token', browser.cookie);
    await browser.refresh();
    secret('the next refresh token', browser.cookie);
    const body = { currentPassword: password, newPassword: secret('a new password') };
    await browser.send(authEndpoints.changePassword, { token: secret('a granted token', accessToken), body });
    secret('the last refresh token', browser.cookie);
    await browser.send(authEndpoints.logOut);
    await expect(openListeningSocket(app.url, { token: secret('a socket token') })).rejects.toThrow();
  });

  it('lets the database fail in the middle of texts and passwords', async () => {
    const { owner } = app.database;
    await owner.query(`ALTER TABLE messages ADD CHECK (text !~ '^fail') NOT VALID`);
    await owner.query(`ALTER TABLE users ADD CHECK (name !~ '^fail') NOT VALID`);
    const companyId = await app.makeCompany();
    const connectionId = await app.makeConnection(companyId);
    const admin = await app.makePerson(companyId, 'admin');
    const received = inboundText({ companyId, connectionId, text: secret('a received text') });
    await receiveMessage(received);
    const query = { tab: 'waiting' } as const;
    const params = {
      ticketId: (await admin.api.call(ticketEndpoints.listTickets, { query })).items[0]?.id ?? '',
    };
    await admin.api.call(ticketEndpoints.acceptTicket, { params });
    const send = (text: string) =>
      admin.api.call(messageEndpoints.sendMessage, { params, body: { clientId: randomUUID(), text } });
    await send(secret('a sent text'));
    await expect(send(`fail ${secret('a text that could not be stored')}`)).rejects.toThrow('internal_error');
    const body = {
      name: 'fail',
      email: 'fails@example.com',
      role: 'agent' as const,
      password: secret('the password of somebody who could not be stored'),
    };
    await expect(admin.api.call(userEndpoints.createUser, { body })).rejects.toThrow('internal_error');
    const colleague = await app.makePerson(companyId);
    const changed = admin.api.call(userEndpoints.updateUser, {
      params: { userId: colleague.id },
      body: { name: 'fail', password: secret('a password that could not be changed') },
    });
    await expect(changed).rejects.toThrow('internal_error');
  });

  it('has logged none of it', async () => {
    await until('the log to be written', () => log.includes('"path":"/api/users"'));
    expect(log.split('\n').length).toBeGreaterThan(100);
    expect(log).toContain('A request failed');
    const found = [...secrets].filter(([, value]) => log.includes(value)).map(([name]) => name);
    expect(found).toEqual([]);
    expect(log).not.toMatch(/\$2[aby]\$\d\d\$/);
    expect(log).not.toMatch(/eyJ[\w-]{10,}\.eyJ/);
    expect(log).not.toMatch(/ticketz_refresh=\w/);
  });
});

/** Every text that needn't be of a kind becomes one that can be searched for. */
function marked(sample: object, endpoint: string): object {
  return Object.fromEntries(
    Object.entries(sample).map(([key, value]) => {
      if (typeof value === 'object' && value !== null) return [key, marked(value, endpoint)];
      return [
        key,
        value === 'sample text' || /password/i.test(key) ? secret(`${key} of ${endpoint}`) : value,
      ];
    }),
  );
}

async function sendBroken(method: string, path: string, token: string, text: string): Promise<void> {
  const url = `${app.url}/api${path.replaceAll(/:(\w+)/g, (_whole, name: string) => world.ids[name] ?? '')}`;
  await fetch(`${url}?token=${text}`, {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      cookie: `ticketz_refresh=${text}`,
    },
    body: `{"password": "${text}"`,
    signal: AbortSignal.timeout(10_000),
  });
}
