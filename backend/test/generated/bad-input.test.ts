import type { Endpoint } from '@ticketz/contract/endpoint';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callEndpoint, paramNames } from './call-endpoint.ts';
import { endpoints } from './endpoints.ts';
import { type Schema, sampleOf, toSchema, variantsOf } from './sample.ts';
import { type SecurityApp, startSecurityApp } from './security-app.ts';
import { type CompanyWorld, fingerprint } from './world.ts';

let app: SecurityApp;
let ours: CompanyWorld;
let theirs: CompanyWorld;

beforeAll(async () => {
  app = await startSecurityApp();
  ours = await app.worlds.make({ operator: true });
  theirs = await app.worlds.make();
});
afterAll(() => app.close());

const withBody = endpoints.filter(([, { body }]) => body);
const withQuery = endpoints.filter(([, { query }]) => query);

function call(endpoint: Endpoint, input: { body?: unknown; query?: Record<string, string> }) {
  const who = endpoint.access === 'agent' ? ours.people.agent : (ours.people.super ?? ours.people.admin);
  const params = Object.fromEntries(paramNames(endpoint).map((name) => [name, ours.ids[name] ?? '']));
  return callEndpoint(app.url, endpoint, { params, ...input, token: who?.token });
}

/** Never of the right type for anything in the contract, but for the empty list where lists may be empty. */
const wrong = [[], [[]], { $gt: '' }, 1e308, -1, 'x'.repeat(100_000)];
/** What breaks code that pastes, trims or stores it. */
const nasty = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  "'; DROP TABLE users; --",
  '../../etc/passwd',
  '\u200b',
  '💣',
];

function mayBeEmptyList(schema: Schema): boolean {
  return variantsOf(schema).some(({ type, minItems = 0 }) => type === 'array' && minItems === 0);
}

function mutantsOf(schema: Schema): { sure: unknown[]; perhaps: unknown[] } {
  const sample = sampleOf(schema, ours.ids) as Record<string, unknown>;
  const properties = Object.entries(schema.properties ?? {});
  const without = (name: string) =>
    Object.fromEntries(Object.entries(sample).filter(([key]) => key !== name));
  return {
    sure: [
      ...properties.flatMap(([name, property]) =>
        (mayBeEmptyList(property) ? wrong.slice(1) : wrong).map((value) => ({ ...sample, [name]: value })),
      ),
      ...(schema.required ?? []).map(without),
      'nothing',
      3,
      null,
      [],
      [sample],
    ],
    perhaps: properties.flatMap(([name]) =>
      [...nasty, null, 0, true].map((value) => ({ ...sample, [name]: value })),
    ),
  };
}

describe('A body that does not fit is refused', () => {
  it.each(withBody)('%s', async (_name, endpoint) => {
    for (const variant of variantsOf(toSchema(endpoint.body ?? fail(), 'input'))) {
      const { sure, perhaps } = mutantsOf(variant);
      for (const body of sure) {
        const { status, code } = await call(endpoint, { body });
        expect([400, 422], JSON.stringify(body)?.slice(0, 200)).toContain(status);
        expect(['validation_failed', 'malformed_request']).toContain(code);
      }
      for (const body of perhaps) {
        const { status } = await call(endpoint, { body });
        expect(status, JSON.stringify(body)).toBeLessThan(500);
      }
    }
  });

  it.each(withBody)('%s, with anything that JSON can say', async (_name, endpoint) => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (body) => {
        const { status } = await call(endpoint, { body });
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 30 },
    );
  });

  it.each(withBody)('%s, when it is no JSON', async (_name, { method, path }) => {
    const url = `${app.url}/api${path.replaceAll(/:\w+/g, ours.ids.userId ?? '')}`;
    const authorization = `Bearer ${ours.people.super?.token}`;
    const send = (type: string, body: string) => {
      const init: RequestInit = { method, headers: { 'content-type': type, authorization }, body };
      return fetch(url, init);
    };
    expect((await send('application/json', '{"a":')).status).toBe(400);
    expect((await send('application/x-www-form-urlencoded', 'a=b')).status).toBe(415);
    expect((await send('text/plain', '{}')).status).toBe(415);
    expect((await send('application/json', `{"a":"${'x'.repeat(300_000)}"}`)).status).toBe(413);
  });
});

describe('Nobody gives themselves more by an extra property', () => {
  const extras = (): Record<string, unknown> => ({
    companyId: theirs.id,
    company_id: theirs.id,
    role: 'super',
    planId: theirs.id,
    operator: true,
    mustChangePassword: false,
    passwordHash: 'x',
    id: theirs.ids.userId,
    __proto__x: {},
  });

  it.each(withBody)('%s', async (name, endpoint) => {
    const print = () => Promise.all([ours, theirs].map(({ id }) => fingerprint(app.owner, id)));
    const before = await print();
    for (const variant of variantsOf(toSchema(endpoint.body ?? fail(), 'input'))) {
      const sample = sampleOf(variant, ours.ids) as Record<string, unknown>;
      for (const [key, value] of Object.entries(extras())) {
        // The one place where a company may be named: it chooses among those whose password fits.
        if (name === 'logIn' && key === 'companyId') continue;
        const { status, code } = await call(endpoint, { body: { ...sample, [key]: value } });
        expect([status, code], key).toEqual([422, 'validation_failed']);
      }
    }
    expect(await print()).toEqual(before);
  });
});

describe('A query that does not fit is refused', () => {
  it.each(withQuery)('%s', async (_name, endpoint) => {
    const schema = toSchema(endpoint.query ?? fail(), 'input');
    const { properties = {} } = schema;
    const values = [
      ...nasty.filter((text) => text !== '\ud800'),
      'x'.repeat(5_000),
      '-1',
      '1e9',
      'NaN',
      '[]',
    ];
    for (const name of Object.keys(properties)) {
      for (const value of values) {
        const query = { ...(properties.tab ? { tab: 'all' } : {}), [name]: value };
        const { status } = await call(endpoint, { query });
        expect(status, `${name}=${value.slice(0, 100)}`).toBeLessThan(500);
      }
    }
  });

  it.each(withQuery)('%s, given twice or as an object', async (_name, endpoint) => {
    const schema = toSchema(endpoint.query ?? fail(), 'input');
    const who = ours.people.super;
    const path = endpoint.path.replaceAll(/:(\w+)/g, (_whole, name: string) => ours.ids[name] ?? '');
    for (const name of Object.keys(schema.properties ?? {})) {
      for (const query of [`${name}=a&${name}=b`, `${name}[]=a`, `${name}[$ne]=1`, `${name}=%E0%A4%A`]) {
        const response = await fetch(`${app.url}/api${path}?${query}`, {
          headers: { authorization: `Bearer ${who?.token}` },
        });
        expect(response.status, query).toBeLessThan(500);
      }
    }
  });
});

function fail(): never {
  throw new Error('The endpoint was chosen because it has one');
}
