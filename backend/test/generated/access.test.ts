import { createSecretKey } from 'node:crypto';
import { type Endpoint, type Role, roleIncludes, roles } from '@ticketz/contract/endpoint';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callEndpoint, paramNames } from './call-endpoint.ts';
import { protectedEndpoints } from './endpoints.ts';
import { sampleOf, toSchema } from './sample.ts';
import { type SecurityApp, startSecurityApp } from './security-app.ts';
import { type CompanyWorld, type Person } from './world.ts';

let app: SecurityApp;
let company: CompanyWorld;

beforeAll(async () => {
  app = await startSecurityApp();
  company = await app.worlds.make({ operator: true });
});
afterAll(() => app.close());

function person(role: Role): Person {
  const found = company.people[role];
  if (!found) throw new Error(`No ${role} was made`);
  return found;
}

/** A call that only lacks the right to be made. */
function call(endpoint: Endpoint, token?: string) {
  const ids = company.ids;
  const params = Object.fromEntries(paramNames(endpoint).map((name) => [name, ids[name] ?? '']));
  const body = endpoint.body && sampleOf(toSchema(endpoint.body, 'input'), ids);
  return callEndpoint(app.url, endpoint, { params, body, token });
}

describe('Without a good token every endpoint answers 401', () => {
  it.each(protectedEndpoints)('%s without a token', async (_name, endpoint) => {
    expect(await call(endpoint)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  const agent = () => ({
    company: company.id,
    user: person('agent').id,
    session: person('agent').sessionId,
  });
  const otherKey = createSecretKey(Buffer.from('another secret of thirty-two bytes or more'));
  const now = () => Math.floor(Date.now() / 1000);
  const forged: [string, () => string | Promise<string>][] = [
    ['no token at all', () => 'nonsense'],
    ['alg none', () => new UnsecuredJWT(agent()).setIssuer('ticketz').setAudience('ticketz-api').encode()],
    [
      'another key',
      () =>
        new SignJWT(agent())
          .setProtectedHeader({ alg: 'HS256' })
          .setIssuer('ticketz')
          .setAudience('ticketz-api')
          .setExpirationTime(now() + 60)
          .sign(otherKey),
    ],
    ['another audience', () => sign({ audience: 'ticketz-mail', expires: now() + 60 })],
    ['no expiry', () => sign({ audience: 'ticketz-api' })],
    ['a stretched payload', async () => stretch(person('agent').token)],
    ['a session of somebody else', () => mixed({ sessionId: person('admin').sessionId })],
    ['an unknown company', () => mixed({ companyId: '01900000-0000-7000-8000-000000000000' })],
  ];
  it.each(forged)('with %s', async (_name, token) => {
    for (const [, endpoint] of protectedEndpoints) {
      expect((await call(endpoint, await token())).status, endpoint.path).toBe(401);
    }
  });

  it('with a token that has run out', async () => {
    const token = await sign({ audience: 'ticketz-api', expires: now() - 1 });
    for (const [, endpoint] of protectedEndpoints) {
      expect(await call(endpoint, token), endpoint.path).toMatchObject({
        status: 401,
        code: 'session_expired',
      });
    }
  });

  function sign({ audience, expires }: { audience: string; expires?: number }): Promise<string> {
    const jwt = new SignJWT(agent())
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('ticketz')
      .setAudience(audience);
    if (expires) jwt.setExpirationTime(expires);
    return jwt.sign(createSecretKey(Buffer.from(app.jwtSecret)));
  }

  async function mixed(other: { sessionId?: string; companyId?: string }): Promise<string> {
    const { id, sessionId } = person('agent');
    const claims = { companyId: company.id, userId: id, sessionId, ...other };
    return (await app.tokens.issue(claims)).accessToken;
  }

  function stretch(token: string): string {
    const [head, payload = '', signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const stretched = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 3_600 }));
    return [head, stretched.toString('base64url'), signature].join('.');
  }
});

describe('With a lesser role every endpoint answers 403', () => {
  const cases = protectedEndpoints.flatMap(([name, endpoint]) =>
    roles
      .filter((role) => endpoint.access !== 'public' && !roleIncludes(role, endpoint.access))
      .map((role): [string, Role, Endpoint] => [name, role, endpoint]),
  );
  it.each(cases)('%s as %s', async (_name, role, endpoint) => {
    expect(await call(endpoint, person(role).token)).toMatchObject({ status: 403, code: 'forbidden' });
  });
});

describe('Who must change the password can do nothing else', () => {
  it.each(protectedEndpoints)('%s', async (_name, endpoint) => {
    const who = person(endpoint.access === 'public' ? 'agent' : endpoint.access);
    await app.owner.query('UPDATE users SET must_change_password = true WHERE id = $1', [who.id]);
    const answered = await call(endpoint, who.token);
    await app.owner.query('UPDATE users SET must_change_password = false WHERE id = $1', [who.id]);
    if (endpoint.allowWhilePasswordExpired) expect(answered.code).not.toBe('password_change_required');
    else expect(answered).toMatchObject({ status: 403, code: 'password_change_required' });
  });
});

describe('Every list and view opens for the least role that it names', () => {
  const views = protectedEndpoints.filter(([, { method }]) => method === 'GET');
  it.each(views)('%s', async (name, endpoint) => {
    const who = person(endpoint.access === 'public' ? 'agent' : endpoint.access);
    const params = Object.fromEntries(paramNames(endpoint).map((name) => [name, company.ids[name] ?? '']));
    const query = endpoint.query && requiredOf(endpoint.query);
    const answered = await callEndpoint(app.url, endpoint, { params, query, token: who.token });
    // Nobody holds the connection: there is nobody who could ask WhatsApp.
    const asks = name === 'getAccountPrivacy';
    expect(answered).toMatchObject(asks ? { status: 409, code: 'connection_not_open' } : { status: 200 });
  });

  function requiredOf(schema: NonNullable<Endpoint['query']>): Record<string, string> {
    const { properties = {}, required = [] } = toSchema(schema, 'input');
    return Object.fromEntries(required.map((name) => [name, String(sampleOf(properties[name] ?? {}, {}))]));
  }
});
